/** Whether all elements are true. */
import type { Tensor } from "../graph.ts";
import { any } from "./any.ts";
import type { ReductionOptions } from "./define-reduction.ts";
import { not } from "./not.ts";

/** True where all bool elements over `axes` (all where none are given) are; of none it is true. */
export function all(x: Tensor, axes?: number | readonly number[], options?: ReductionOptions): Tensor {
  return not(any(not(x), axes, options));
}
