/** The least element over axes. */
import type { Tensor } from "../graph.ts";
import type { ReductionOptions } from "./define-reduction.ts";
import { max } from "./max.ts";
import { neg } from "./neg.ts";

/** The least element over `axes` (all where none are given); equal minima share the gradient evenly. */
export function min(x: Tensor, axes?: number | readonly number[], options?: ReductionOptions): Tensor {
  return neg(max(neg(x), axes, options));
}
