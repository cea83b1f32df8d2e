/** `top_k_categorical_accuracy`: the share of samples whose class is among the k greatest outputs. */
import { argMax } from "../../tensor/index.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import { matchPair } from "../match-pair.ts";
import { amongBest } from "./among-best.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";
import { logName } from "./log-name.ts";

export const topKCategoricalAccuracy = defineMeanMetric({
  name: "top_k_categorical_accuracy",
  keras: "TopKCategoricalAccuracy",
  doc: "The share of samples in which the class is among the `k` greatest outputs, labels being one-hot: `mean(place of p of the class ≤ k)`.",
  scene: "species",
  example: "metrics top_k_categorical_accuracy(k=2)",
  parameters: { k: positiveInt(5), name: logName() },
  expects: () => ({ truth: "one-hot", ranges: "any" }),
  measure: (truth, prediction, { k }) => {
    const [y, p] = matchPair(truth, prediction);
    return amongBest(argMax(y, -1), p, k);
  },
  better: "higher",
});
