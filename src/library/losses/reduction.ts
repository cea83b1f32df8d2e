/** How the values of a batch become one: the last argument that all losses share. */
import type { Kind } from "../kind.ts";
import { oneOf } from "../kinds/one-of.ts";

export type Reduction = "sum_over_batch_size" | "mean" | "sum" | "mean_with_sample_weight";

/** `mean` is another word for `sum_over_batch_size`. A loss that is not reduced cannot be trained on. */
export function reduction(): Kind<Reduction> {
  return oneOf(["sum_over_batch_size", "mean", "sum", "mean_with_sample_weight"], "sum_over_batch_size");
}
