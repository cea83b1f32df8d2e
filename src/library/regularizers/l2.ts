/** `l2`: a price on the squares of weights, which keeps all of them small. */
import { mul, square, sum } from "../../tensor/index.ts";
import { defineRegularizer } from "../define-regularizer.ts";
import { float } from "../kinds/float.ts";

export const l2 = defineRegularizer({
  name: "l2",
  keras: "L2",
  doc: "The sum of the weights' squares times `l2`. There is no ½ in it.",
  parameters: { l2: float(0.01, { least: 0 }) },
  apply: (weight, { l2: factor }) => mul(sum(square(weight)), factor),
});
