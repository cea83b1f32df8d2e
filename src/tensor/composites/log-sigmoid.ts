import { applyComposite, type Tensor } from "../graph.ts";
import type { NoAttributes } from "../primitives/define-unary.ts";
import { mul } from "../primitives/mul.ts";
import { neg } from "../primitives/neg.ts";
import { sigmoid } from "../primitives/sigmoid.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";
import { softplus } from "./softplus.ts";

export const logSigmoidComposite = defineUnaryComposite<NoAttributes>({
  name: "logSigmoid",
  expand: (x) => neg(softplus(neg(x))),
  gradient: (cotangent, x) => mul(cotangent, sigmoid(neg(x))),
});

/** log(sigmoid(x)), without taking the logarithm of what rounded to 0. Elementwise over f32. */
export function logSigmoid(x: Tensor): Tensor {
  return applyComposite(logSigmoidComposite, [x], {})[0];
}
