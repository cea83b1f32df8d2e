import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";
import { mul } from "./mul.ts";
import { sub } from "./sub.ts";

export const tanhPrimitive = defineUnary({
  name: "tanh",
  accepts: ["f32"],
  compute: Math.tanh,
  gradient: (cotangent, _, y) => mul(cotangent, sub(1, mul(y, y))),
});

/** The hyperbolic tangent. Elementwise. */
export function tanh(x: Tensor): Tensor {
  return apply(tanhPrimitive, [x], {})[0];
}
