/** The weight of each value of a metric: the samples' weights, and 0 where the mask leaves a value out. */
import { cast, mul, type Tensor } from "../tensor/index.ts";
import { alignWeight } from "./align-weight.ts";

/** f32 of the mask's shape where there is one; undefined without weights and mask. */
export function combineWeights(
  sampleWeight: Tensor | undefined,
  mask: Tensor | undefined,
): Tensor | undefined {
  if (mask === undefined) return sampleWeight;
  const kept = cast(mask, "f32");
  return sampleWeight === undefined ? kept : mul(alignWeight(sampleWeight, kept), kept);
}
