/** Whether the right class is among the k greatest scores. */
import { cast, greater, less, mul, oneHot, sum, type Tensor } from "../../tensor/index.ts";
import { sizeOfAxis } from "../size-of-axis.ts";

/** f32 1 or 0 for each of `classes` (i32 […]), `scores` f32 […, number of classes]. Only what is greater comes before it. */
export function amongBest(classes: Tensor, scores: Tensor, k: number): Tensor {
  const own = sum(mul(scores, oneHot(classes, sizeOfAxis(scores, -1))), -1, { keepDims: true });
  return cast(less(sum(cast(greater(scores, own), "f32"), -1), k), "f32");
}
