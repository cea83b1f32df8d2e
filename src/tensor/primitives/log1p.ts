import { apply, type Tensor } from "../graph.ts";
import { add } from "./add.ts";
import { defineUnary } from "./define-unary.ts";
import { div } from "./div.ts";

export const log1pPrimitive = defineUnary({
  name: "log1p",
  accepts: ["f32"],
  compute: Math.log1p,
  gradient: (cotangent, x) => div(cotangent, add(x, 1)),
});

/** The natural logarithm of 1 + x, exact near 0. Elementwise. */
export function log1p(x: Tensor): Tensor {
  return apply(log1pPrimitive, [x], {})[0];
}
