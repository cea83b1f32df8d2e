import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";

export const signPrimitive = defineUnary({
  name: "sign",
  accepts: ["f32", "i32"],
  compute: Math.sign,
});

/** −1, 0 or 1. No gradient flows through it. Elementwise. */
export function sign(x: Tensor): Tensor {
  return apply(signPrimitive, [x], {})[0];
}
