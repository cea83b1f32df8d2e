/**
 * Factors that drop: 0 with probability `rate`, else 1 / (1 - rate), so that sums keep their mean. Gives no mask where there is
 * nothing to drop, which is always so outside of training.
 */
import { cast, type Dim, fill, greaterEqual, mul, type Tensor } from "../../tensor/index.ts";
import type { Build } from "../define-layer.ts";

export function dropoutMask(
  build: Build,
  rate: number,
  shape: readonly Dim[],
  seed: number | null,
): Tensor | undefined {
  if (!build.training || rate === 0) return undefined;
  if (rate === 1) return fill(build.graph, 0, shape);
  return mul(cast(greaterEqual(build.random(shape, seed), rate), "f32"), 1 / (1 - rate));
}
