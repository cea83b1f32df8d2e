import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";
import { mul } from "./mul.ts";

export const expPrimitive = defineUnary({
  name: "exp",
  accepts: ["f32"],
  compute: Math.exp,
  gradient: (cotangent, _, y) => mul(cotangent, y),
});

/** e to the power x. Elementwise. */
export function exp(x: Tensor): Tensor {
  return apply(expPrimitive, [x], {})[0];
}
