/** Bounds gradients before they are used: each by its length, all by their common length, or each element. */
import {
  add,
  clip,
  div,
  maximum,
  minimum,
  mul,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
} from "../tensor/index.ts";
import type { SharedValues } from "./shared-parameters.ts";

/** The gradients in the same order; at most one of the three bounds is set. */
export function clipGradients(
  gradients: readonly Tensor[],
  { clipnorm, global_clipnorm, clipvalue }: Pick<SharedValues, "clipnorm" | "global_clipnorm" | "clipvalue">,
): readonly Tensor[] {
  if (clipnorm !== null) return gradients.map((gradient) => clipByLength(gradient, clipnorm));
  if (clipvalue !== null) return gradients.map((gradient) => clip(gradient, -clipvalue, clipvalue));
  return global_clipnorm === null ? gradients : clipByCommonLength(gradients, global_clipnorm);
}

/** g · bound / max(|g|, bound) */
function clipByLength(gradient: Tensor, bound: number): Tensor {
  return div(mul(gradient, bound), maximum(sqrt(sum(square(gradient))), bound));
}

/** Each times bound · min(1 / |all|, 1 / bound); a length that is not finite makes all of them NaN rather than 0. */
function clipByCommonLength(gradients: readonly Tensor[], bound: number): readonly Tensor[] {
  if (gradients.length === 0) return gradients;
  const length = sqrt(gradients.map((gradient) => sum(square(gradient))).reduce((a, b) => add(a, b)));
  const scale = add(mul(minimum(div(1, length), 1 / bound), bound), sub(length, length));
  return gradients.map((gradient) => mul(gradient, scale));
}
