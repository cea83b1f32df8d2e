/** `sparse_top_k_categorical_accuracy`: the share of samples whose class number is among the k greatest outputs. */
import { only } from "../kinds/only.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import { matchClasses } from "../match-classes.ts";
import { amongBest } from "./among-best.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";
import { logName } from "./log-name.ts";

export const sparseTopKCategoricalAccuracy = defineMeanMetric({
  name: "sparse_top_k_categorical_accuracy",
  keras: "SparseTopKCategoricalAccuracy",
  doc: "The share of samples in which the class is among the `k` greatest outputs, labels being class numbers: `mean(place of p of the class ≤ k)`.",
  scene: "digit",
  example: "metrics sparse_top_k_categorical_accuracy(k=3)",
  parameters: {
    k: positiveInt(5),
    name: logName(),
    from_sorted_ids: only(false, "outputs are scores, not sorted class numbers"),
  },
  expects: () => ({ truth: "class-number", ranges: "any" }),
  measure: (truth, prediction, { k }) => {
    const { classes, scores } = matchClasses(truth, prediction);
    return amongBest(classes, scores, k);
  },
  better: "higher",
});
