import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";
import { div } from "./div.ts";
import { mul } from "./mul.ts";

export const sqrtPrimitive = defineUnary({
  name: "sqrt",
  accepts: ["f32"],
  compute: Math.sqrt,
  gradient: (cotangent, _, y) => div(mul(cotangent, 0.5), y),
});

/** The square root. Elementwise. */
export function sqrt(x: Tensor): Tensor {
  return apply(sqrtPrimitive, [x], {})[0];
}
