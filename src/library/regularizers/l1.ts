/** `l1`: a price on the size of weights, which makes many of them 0. */
import { abs, mul, sum } from "../../tensor/index.ts";
import { defineRegularizer } from "../define-regularizer.ts";
import { float } from "../kinds/float.ts";

export const l1 = defineRegularizer({
  name: "l1",
  keras: "L1",
  doc: "A price on the size of weights, which brings many of them to 0: `l1 · Σ|w|`.",
  example: "dense(64, activation=relu, kernel_regularizer=l1(1e-4))",
  parameters: { l1: float(0.01, { least: 0 }) },
  apply: (weight, { l1: factor }) => mul(sum(abs(weight)), factor),
});
