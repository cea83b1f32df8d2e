/** `l1_l2`: both prices at once. */
import { abs, add, mul, square, sum } from "../../tensor/index.ts";
import { defineRegularizer } from "../define-regularizer.ts";
import { float } from "../kinds/float.ts";

export const l1L2 = defineRegularizer({
  name: "l1_l2",
  keras: "L1L2",
  doc: "The sum of the weights' magnitudes times `l1` and of their squares times `l2`.",
  parameters: { l1: float(0, { least: 0 }), l2: float(0, { least: 0 }) },
  apply: (weight, { l1, l2 }) => add(mul(sum(abs(weight)), l1), mul(sum(square(weight)), l2)),
});
