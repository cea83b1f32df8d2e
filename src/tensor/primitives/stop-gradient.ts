import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";

export const stopGradientPrimitive = defineUnary({
  name: "stopGradient",
  accepts: ["f32", "i32", "bool"],
  compute: (x) => x,
});

/** x itself, as a constant to gradients. */
export function stopGradient(x: Tensor): Tensor {
  return apply(stopGradientPrimitive, [x], {})[0];
}
