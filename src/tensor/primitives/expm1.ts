import { apply, type Tensor } from "../graph.ts";
import { add } from "./add.ts";
import { defineUnary } from "./define-unary.ts";
import { mul } from "./mul.ts";

export const expm1Primitive = defineUnary({
  name: "expm1",
  accepts: ["f32"],
  compute: Math.expm1,
  gradient: (cotangent, _, y) => mul(cotangent, add(y, 1)),
});

/** e to the power x, minus 1, exact near 0. Elementwise. */
export function expm1(x: Tensor): Tensor {
  return apply(expm1Primitive, [x], {})[0];
}
