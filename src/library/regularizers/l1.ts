/** `l1`: a price on the size of weights, which makes many of them 0. */
import { abs, mul, sum } from "../../tensor/index.ts";
import { defineRegularizer } from "../define-regularizer.ts";
import { float } from "../kinds/float.ts";

export const l1 = defineRegularizer({
  name: "l1",
  keras: "L1",
  doc: "The sum of the weights' magnitudes times `l1`.",
  parameters: { l1: float(0.01, { least: 0 }) },
  apply: (weight, { l1: factor }) => mul(sum(abs(weight)), factor),
});
