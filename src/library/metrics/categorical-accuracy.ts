/** `categorical_accuracy`: the share of samples whose greatest output is the right class, labels being distributions. */
import { argMax, cast, equal } from "../../tensor/index.ts";
import { matchPair } from "../match-pair.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";

export const categoricalAccuracy = defineMeanMetric({
  name: "categorical_accuracy",
  keras: "CategoricalAccuracy",
  doc: "The share of samples in which the greatest output is at the greatest label: `mean(argmax(y) = argmax(p))`.",
  scene: "species",
  example: "metrics categorical_accuracy",
  parameters: {},
  expects: () => ({ truth: "one-hot", ranges: "any" }),
  measure: (truth, prediction) => {
    const [y, p] = matchPair(truth, prediction);
    return cast(equal(argMax(y, -1), argMax(p, -1)), "f32");
  },
  better: "higher",
});
