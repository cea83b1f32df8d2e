import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";
import { div } from "./div.ts";

export const logPrimitive = defineUnary({
  name: "log",
  accepts: ["f32"],
  compute: Math.log,
  gradient: (cotangent, x) => div(cotangent, x),
});

/** The natural logarithm. Elementwise. */
export function log(x: Tensor): Tensor {
  return apply(logPrimitive, [x], {})[0];
}
