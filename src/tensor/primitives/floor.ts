import { apply, type Tensor } from "../graph.ts";
import { defineUnary } from "./define-unary.ts";

export const floorPrimitive = defineUnary({
  name: "floor",
  accepts: ["f32"],
  compute: Math.floor,
});

/** The largest whole number not above x, as f32. No gradient flows through it. Elementwise. */
export function floor(x: Tensor): Tensor {
  return apply(floorPrimitive, [x], {})[0];
}
