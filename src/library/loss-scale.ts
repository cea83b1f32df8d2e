/** What the loss is multiplied by before gradients are taken; `applyOptimizer` divides the gradients by it again. */
import type { PlainCall } from "./value.ts";

/** `loss_scale_factor` of an optimizer, 1 where it has none. */
export function lossScale(optimizer: PlainCall): number {
  const factor = optimizer.arguments.loss_scale_factor;
  return typeof factor === "number" ? factor : 1;
}
