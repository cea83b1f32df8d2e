/** Sums over axes. */
import type { Tensor } from "../graph.ts";
import { broadcastTo } from "./broadcast-to.ts";
import { defineReduction, type ReductionOptions, reduce } from "./define-reduction.ts";

export const sumPrimitive = defineReduction({
  name: "sum",
  title: "A sum",
  dtypes: ["f32", "i32"],
  start: 0,
  fold: (total, element) => total + element,
  gradient: (x, _, cotangent) => broadcastTo(cotangent, x.shape),
});

/** The sum of the elements over `axes`; the sum of none is 0. */
export function sum(x: Tensor, axes?: number | readonly number[], options?: ReductionOptions): Tensor {
  return reduce(sumPrimitive, x, axes, options);
}
