/** Makes one number of the losses of a batch, as Keras does: with weights, a mask, and one of its reductions. */
import {
  and,
  broadcastTo,
  cast,
  div,
  divNoNan,
  maximum,
  mean,
  mul,
  sum,
  type Tensor,
} from "../tensor/index.ts";
import { alignWeight } from "./align-weight.ts";
import type { Reduction } from "./losses/reduction.ts";

export interface Weighting {
  readonly reduction: Reduction;
  /** f32 [batch], or a weight for each value. */
  readonly sampleWeight?: Tensor;
  /** bool: the positions that count; of the values' leading axes. */
  readonly mask?: Tensor;
}

/**
 * `values` f32 [batch, …] → scalar. `sum_over_batch_size` divides by the number of values, whatever their weights; under a
 * mask by the number of those that count. `mean_with_sample_weight` divides by the sum of the weights.
 */
export function reduceLoss(values: Tensor, { reduction, sampleWeight, mask }: Weighting): Tensor {
  const averages = reduction === "sum_over_batch_size" || reduction === "mean";
  const counted = mask === undefined ? undefined : maskWeight(mask, averages);
  const weights = [sampleWeight, counted].filter((weight) => weight !== undefined);
  const aligned = weights.map((weight) => alignWeight(weight, values));
  const weighted = aligned.reduce((product, weight) => mul(product, weight), values);
  if (averages) return mean(weighted);
  if (reduction === "sum" || aligned.length === 0)
    return reduction === "sum" ? sum(weighted) : mean(weighted);
  const weight = aligned.reduce((product, one) => mul(product, one));
  return divNoNan(sum(weighted), sum(broadcastTo(weight, weighted.shape)));
}

/** Both masks, where both are there. */
export function bothMasks(a: Tensor | undefined, b: Tensor | undefined): Tensor | undefined {
  return a === undefined || b === undefined ? (a ?? b) : and(a, b);
}

/** 1 where the mask counts; for a mean, as much more as makes it one over what counts. */
function maskWeight(mask: Tensor, averages: boolean): Tensor {
  const kept = cast(mask, "f32");
  // mean(kept) is valid / total, at least 1 / total where anything counts.
  return averages ? div(kept, maximum(mean(kept), 1e-30)) : kept;
}
