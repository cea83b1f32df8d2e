/** What a dense layer does: the last axis of any rank against a matrix. */
import { sizeOf } from "../dim-arithmetic.ts";
import type { Tensor } from "../graph.ts";
import { matmul } from "./matmul.ts";
import { reshape } from "./reshape.ts";

/**
 * x [..., k] · kernel [k, m] = [..., m]. The leading dims of x are folded into one before the product, so that the kernel's
 * gradient is one product too, not a batch of them with a sum behind.
 */
export function dot(x: Tensor, kernel: Tensor): Tensor {
  const rank = x.shape.length;
  if (rank === 2) return matmul(x, kernel);
  const lead = x.shape.slice(0, -1);
  const rows = matmul(reshape(x, [sizeOf(lead), ...x.shape.slice(-1)]), kernel);
  return reshape(rows, [...lead, kernel.shape[1]]);
}
