/** `cosine_similarity`: how far truth and output point in one direction. */
import type { Metric } from "../define-metric.ts";
import { axis } from "../kinds/axis.ts";
import { cosineOf } from "../losses/cosine-similarity.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";

export const cosineSimilarityMetric: Metric = defineMeanMetric({
  name: "cosine_similarity",
  keras: "CosineSimilarity",
  doc: "The mean of Σ(y / |y| · p / |p|): 1 for vectors in one direction, 0 at right angles. The loss of this name has the other sign.",
  parameters: { axis: axis(-1) },
  expects: () => ({ truth: "real", ranges: "any" }),
  measure: (truth, prediction, values) => cosineOf(truth, prediction, values.axis),
  better: "higher",
});
