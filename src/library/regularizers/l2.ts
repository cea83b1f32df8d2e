/** `l2`: a price on the squares of weights, which keeps all of them small. */
import { mul, square, sum } from "../../tensor/index.ts";
import { defineRegularizer } from "../define-regularizer.ts";
import { float } from "../kinds/float.ts";

export const l2 = defineRegularizer({
  name: "l2",
  keras: "L2",
  doc: "A price on the squares of weights, which keeps all of them small: `l2 · Σw²`. There is no ½ in it.",
  example: "dense(64, activation=relu, kernel_regularizer=l2(1e-4))",
  parameters: { l2: float(0.01, { least: 0 }) },
  apply: (weight, { l2: factor }) => mul(sum(square(weight)), factor),
});
