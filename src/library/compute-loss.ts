/** The loss of an output: one number to minimise. */
import type { Tensor } from "../tensor/index.ts";
import { alignRanks } from "./align-ranks.ts";
import type { Loss } from "./define-loss.ts";
import type { Library } from "./library.ts";
import type { Reduction } from "./losses/reduction.ts";
import { realizeWithoutFlow } from "./realize-without-flow.ts";
import { bothMasks, reduceLoss } from "./reduce-loss.ts";
import type { PlainCall } from "./value.ts";

interface LossOfOutput {
  readonly loss: PlainCall;
  readonly library: Library;
  /** [batch, …]: i32 for class numbers, else f32. */
  readonly truth: Tensor;
  /** f32 [batch, …]. */
  readonly prediction: Tensor;
  /** f32 [batch], or one for each value. */
  readonly sampleWeight?: Tensor;
  /** bool [batch, …]: the positions that count. */
  readonly mask?: Tensor;
}

/** Scalar f32. Throws ShapeProblem ("mismatch") where truth, prediction, weights and mask do not fit each other. */
export function computeLoss({ loss, library, truth, prediction, sampleWeight, mask }: LossOfOutput): Tensor {
  const { entry, values } = realizeWithoutFlow<Loss>("losses", loss, library);
  const [y, p] = alignRanks(truth, prediction);
  const { reduction } = values as { reduction: Reduction };
  const counted = bothMasks(mask, entry.counts?.(y, p, values));
  return reduceLoss(entry.apply(y, p, values), { reduction, sampleWeight, mask: counted });
}
