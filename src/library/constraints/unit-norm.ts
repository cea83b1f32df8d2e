/** `unit_norm`: every vector of a weight of length 1. */
import { add, div } from "../../tensor/index.ts";
import { defineConstraint } from "../define-constraint.ts";
import { axes } from "../kinds/axes.ts";
import { LEAST_NORM, normsOf } from "./norms-of.ts";

export const unitNorm = defineConstraint({
  name: "unit_norm",
  keras: "UnitNorm",
  doc: "After each update, brings every vector of weights to length 1: `w / |w|`. A vector runs along `axis`: 0 for the kernel of `dense`, [0, 1, 2] for that of `conv2d`.",
  example: "dense(64, activation=relu, kernel_constraint=unit_norm)",
  parameters: { axis: axes([0]) },
  apply: (weight, { axis }) => div(weight, add(normsOf(weight, axis), LEAST_NORM)),
});
