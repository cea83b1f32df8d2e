import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";
import { sin } from "./sin.ts";

export const cosPrimitive = defineUnary({
  name: "cos",
  accepts: ["f32"],
  compute: Math.cos,
  gradient: (cotangent, x) => neg(mul(cotangent, sin(x))),
});

/** The cosine of x radians. Elementwise. */
export function cos(x: Tensor): Tensor {
  return apply(cosPrimitive, [x], {})[0];
}
