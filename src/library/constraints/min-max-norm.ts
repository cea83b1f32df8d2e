/** `min_max_norm`: the length of every vector of a weight between two bounds. */
import { add, clip, div, mul } from "../../tensor/index.ts";

import { defineConstraint } from "../define-constraint.ts";
import { axes } from "../kinds/axes.ts";
import { float } from "../kinds/float.ts";
import { LEAST_NORM, normsOf } from "./norms-of.ts";

export const minMaxNorm = defineConstraint({
  name: "min_max_norm",
  keras: "MinMaxNorm",
  doc: "After each update, moves the length of every vector of weights into `min_value`..`max_value`: all the way at `rate` 1, part of it below. A vector runs along `axis`: 0 for the kernel of `dense`, [0, 1, 2] for that of `conv2d`.",
  example: "dense(64, activation=relu, kernel_constraint=min_max_norm(0.5, 2))",
  parameters: {
    min_value: float(0, { least: 0 }),
    max_value: float(1, { least: 0 }),
    rate: float(1, { least: 0, most: 1 }),
    axis: axes([0]),
  },
  rules: ({ min_value, max_value }, at) =>
    (min_value as number) <= (max_value as number)
      ? []
      : [
          {
            problem: "rule",
            span: at("max_value"),
            found: `max_value is ${max_value}, which is below min_value, ${min_value}`,
            expected: "max_value must be at least min_value.",
          },
        ],
  apply: (weight, { min_value, max_value, rate, axis }) => {
    const norms = normsOf(weight, axis);
    const desired = add(mul(clip(norms, min_value, max_value), rate), mul(norms, 1 - rate));
    return mul(weight, div(desired, add(norms, LEAST_NORM)));
  },
});
