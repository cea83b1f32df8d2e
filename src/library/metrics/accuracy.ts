/** `accuracy`: the share of right answers. */
import { cast, equal } from "../../tensor/index.ts";
import { matchPair } from "../match-pair.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";

export const accuracy = defineMeanMetric({
  name: "accuracy",
  aliases: ["acc"],
  keras: "Accuracy",
  doc: "The share of right answers. In `compile` it stands for `binary_accuracy` where the output is one value, for `sparse_categorical_accuracy` where the truth is class numbers, else for `categorical_accuracy`. Of itself it is the share of outputs that equal the truth exactly: `mean(y = p)`.",
  scene: "digit",
  example: "metrics accuracy",
  parameters: {},
  expects: () => ({ truth: "real", ranges: "any" }),
  measure: (truth, prediction) => cast(equal(...matchPair(truth, prediction)), "f32"),
  better: "higher",
});
