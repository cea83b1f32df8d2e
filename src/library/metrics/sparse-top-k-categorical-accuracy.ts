/** `sparse_top_k_categorical_accuracy`: the share of samples whose class number is among the k greatest outputs. */
import { positiveInt } from "../kinds/positive-int.ts";
import { matchClasses } from "../match-classes.ts";
import { amongBest } from "./among-best.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";

export const sparseTopKCategoricalAccuracy = defineMeanMetric({
  name: "sparse_top_k_categorical_accuracy",
  keras: "SparseTopKCategoricalAccuracy",
  doc: "The share of samples in which the class is among the `k` greatest outputs",
  parameters: { k: positiveInt(5) },
  expects: () => ({ truth: "class-number", ranges: "any" }),
  measure: (truth, prediction, { k }) => {
    const { classes, scores } = matchClasses(truth, prediction);
    return amongBest(classes, scores, k);
  },
  better: "higher",
});
