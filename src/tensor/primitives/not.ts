import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";

export const notPrimitive = defineUnary({
  name: "not",
  accepts: ["bool"],
  compute: (x) => 1 - x,
});

/** The other truth value. Elementwise. */
export function not(x: Tensor): Tensor {
  return apply(notPrimitive, [x], {})[0];
}
