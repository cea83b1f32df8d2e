import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";

export const roundPrimitive = defineUnary({ name: "round", accepts: ["f32"], compute: roundHalfToEven });

/** The nearest whole number as f32, halves to the even one. No gradient flows through it. Elementwise. */
export function round(x: Tensor): Tensor {
  return apply(roundPrimitive, [x], {})[0];
}

function roundHalfToEven(x: number): number {
  const below = Math.floor(x);
  if (x - below !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}
