/** `cosine_similarity`: how far truth and output point in one direction. */
import type { Metric } from "../define-metric.ts";
import { axis } from "../kinds/axis.ts";
import { cosineOf } from "../losses/cosine-similarity.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";

export const cosineSimilarityMetric: Metric = defineMeanMetric({
  name: "cosine_similarity",
  keras: "CosineSimilarity",
  doc: "How far two vectors point in one direction, whatever their lengths: the mean of `Σ(y / |y| · p / |p|)`, which is 1 in one direction and 0 at right angles. The loss of this name has the other sign.",
  scene: "direction",
  example: "metrics cosine_similarity",
  parameters: { axis: axis(-1) },
  expects: () => ({ truth: "real", ranges: "any" }),
  measure: (truth, prediction, values) => cosineOf(truth, prediction, values.axis),
  better: "higher",
});
