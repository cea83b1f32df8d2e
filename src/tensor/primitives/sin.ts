import { apply, type Tensor } from "../graph.ts";
import { cos } from "./cos.ts";
import { defineUnary } from "./define-unary.ts";
import { mul } from "./mul.ts";

export const sinPrimitive = defineUnary({
  name: "sin",
  accepts: ["f32"],
  compute: Math.sin,
  gradient: (cotangent, x) => mul(cotangent, cos(x)),
});

/** The sine of x radians. Elementwise. */
export function sin(x: Tensor): Tensor {
  return apply(sinPrimitive, [x], {})[0];
}
