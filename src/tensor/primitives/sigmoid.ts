import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";
import { mul } from "./mul.ts";
import { sub } from "./sub.ts";

export const sigmoidPrimitive = defineUnary({
  name: "sigmoid",
  accepts: ["f32"],
  compute: logistic,
  gradient: (cotangent, _, y) => mul(cotangent, mul(y, sub(1, y))),
});

/** 1 / (1 + e^−x). Elementwise. */
export function sigmoid(x: Tensor): Tensor {
  return apply(sigmoidPrimitive, [x], {})[0];
}

/** Computed from e to a negative power on both sides, so that neither overflows. */
function logistic(x: number): number {
  const small = Math.exp(-Math.abs(x));
  return x < 0 ? small / (1 + small) : 1 / (1 + small);
}
