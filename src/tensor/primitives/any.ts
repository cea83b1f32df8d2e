/** Whether any element is true. */
import type { Tensor } from "../graph.ts";
import { defineReduction, type ReductionOptions, reduce } from "./define-reduction.ts";

export const anyPrimitive = defineReduction({
  name: "any",
  title: "`any`",
  dtypes: ["bool"],
  start: 0,
  fold: Math.max,
});

/** True where any of the bool elements over `axes` is; of none it is false. */
export function any(x: Tensor, axes?: number | readonly number[], options?: ReductionOptions): Tensor {
  return reduce(anyPrimitive, x, axes, options);
}
