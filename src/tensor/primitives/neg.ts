import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";

export const negPrimitive = defineUnary({
  name: "neg",
  accepts: ["f32", "i32"],
  compute: (x) => -x,
  gradient: (cotangent) => neg(cotangent),
});

/** −x. Elementwise. */
export function neg(x: Tensor): Tensor {
  return apply(negPrimitive, [x], {})[0];
}
