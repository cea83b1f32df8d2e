/** `cosine_similarity`: how far two vectors point in one direction. */
import { mul, neg, sum, type Tensor } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { axis } from "../kinds/axis.ts";
import { matchPair } from "../match-pair.ts";
import { unitVectors } from "../unit-vectors.ts";
import { reduction } from "./reduction.ts";

export const cosineSimilarity = defineLoss({
  name: "cosine_similarity",
  keras: "CosineSimilarity",
  doc: "How far two vectors point in one direction, whatever their lengths: `-Σ(y / |y| · p / |p|)`, which is -1 in one direction, 0 at right angles and 1 in opposite directions.",
  scene: "direction",
  example: "loss cosine_similarity",
  parameters: { axis: axis(-1), reduction: reduction() },
  expects: () => ({ truth: "real", ranges: "any" }),
  apply: (truth, prediction, values) => neg(cosineOf(truth, prediction, values.axis)),
});

/** The cosine of the angle between truth and prediction along an axis. */
export function cosineOf(truth: Tensor, prediction: Tensor, along: number): Tensor {
  const [y, p] = matchPair(truth, prediction);
  return sum(mul(unitVectors(y, along), unitVectors(p, along)), along);
}
