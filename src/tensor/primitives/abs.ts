import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";
import { mul } from "./mul.ts";
import { sign } from "./sign.ts";

export const absPrimitive = defineUnary({
  name: "abs",
  accepts: ["f32", "i32"],
  compute: Math.abs,
  gradient: (cotangent, x) => mul(cotangent, sign(x)),
});

/** |x|; its gradient is the sign, 0 at 0. Elementwise. */
export function abs(x: Tensor): Tensor {
  return apply(absPrimitive, [x], {})[0];
}
