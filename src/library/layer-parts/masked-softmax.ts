/** Softmax over what a mask lets count: elsewhere 0, as in Keras's Softmax layer. */
import { select, type Tensor } from "../../tensor/index.ts";
import { softmaxOver } from "../activations/softmax.ts";

/** Added nowhere: it takes the place of masked values, and vanishes in the exponential. */
const NOWHERE = -1e9;

/** `mask` (bool) broadcasts against `x`. `keepEmpty` leaves an axis that is masked as a whole uniform instead of 0. */
export function maskedSoftmax(
  x: Tensor,
  axes: readonly number[],
  mask: Tensor | undefined,
  { keepEmpty = false }: { keepEmpty?: boolean } = {},
): Tensor {
  if (mask === undefined) return softmaxOver(x, axes);
  const shares = softmaxOver(select(mask, x, NOWHERE), axes);
  return keepEmpty ? shares : select(mask, shares, 0);
}
