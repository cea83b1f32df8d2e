/** `max_norm`: no vector of a weight longer than a bound. */
import { add, clip, div, mul } from "../../tensor/index.ts";

import { defineConstraint } from "../define-constraint.ts";
import { axes } from "../kinds/axes.ts";
import { float } from "../kinds/float.ts";
import { LEAST_NORM, normsOf } from "./norms-of.ts";

export const maxNorm = defineConstraint({
  name: "max_norm",
  keras: "MaxNorm",
  doc: "After each update, shortens vectors of weights that are longer than `max_value` to that length: `w · min(|w|, max_value) / |w|`. A vector runs along `axis`: 0 for the kernel of `dense`, [0, 1, 2] for that of `conv2d`.",
  example: "dense(64, activation=relu, kernel_constraint=max_norm(3))",
  parameters: { max_value: float(2, { least: 0 }), axis: axes([0]) },
  apply: (weight, { max_value, axis }) => {
    const norms = normsOf(weight, axis);
    return mul(weight, div(clip(norms, 0, max_value), add(norms, LEAST_NORM)));
  },
});
