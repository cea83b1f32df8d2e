/** `sparse_categorical_accuracy`: the share of samples whose greatest output is the right class, labels being class numbers. */
import { argMax, cast, equal } from "../../tensor/index.ts";
import { matchClasses } from "../match-classes.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";

export const sparseCategoricalAccuracy = defineMeanMetric({
  name: "sparse_categorical_accuracy",
  keras: "SparseCategoricalAccuracy",
  doc: "The share of samples in which the greatest output is that of the class, labels being class numbers: `mean(y = argmax(p))`.",
  scene: "digit",
  example: "metrics sparse_categorical_accuracy",
  parameters: {},
  expects: () => ({ truth: "class-number", ranges: "any" }),
  measure: (truth, prediction) => {
    const { classes, scores } = matchClasses(truth, prediction);
    return cast(equal(classes, argMax(scores, -1)), "f32");
  },
  better: "higher",
});
