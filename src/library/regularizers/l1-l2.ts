/** `l1_l2`: both prices at once. */
import { abs, add, mul, square, sum } from "../../tensor/index.ts";
import { defineRegularizer } from "../define-regularizer.ts";
import { float } from "../kinds/float.ts";

export const l1L2 = defineRegularizer({
  name: "l1_l2",
  keras: "L1L2",
  doc: "Both prices together: `l1 · Σ|w| + l2 · Σw²`.",
  example: "dense(64, activation=relu, kernel_regularizer=l1_l2(l1=1e-5, l2=1e-4))",
  parameters: { l1: float(0, { least: 0 }), l2: float(0, { least: 0 }) },
  apply: (weight, { l1, l2 }) => add(mul(sum(abs(weight)), l1), mul(sum(square(weight)), l2)),
});
