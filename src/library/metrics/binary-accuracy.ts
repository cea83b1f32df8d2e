/** `binary_accuracy`: the share of right answers of yes and no. */
import { cast, equal, greater } from "../../tensor/index.ts";
import { float } from "../kinds/float.ts";
import { matchPair } from "../match-pair.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";

export const binaryAccuracy = defineMeanMetric({
  name: "binary_accuracy",
  keras: "BinaryAccuracy",
  doc: "The share of outputs on the right side of `threshold`: `mean(y = (p > threshold))`.",
  scene: "sick",
  example: "metrics binary_accuracy(threshold=0.7)",
  parameters: { threshold: float(0.5) },
  expects: () => ({ truth: "binary", ranges: ["probability", "distribution"] }),
  measure: (truth, prediction, { threshold }) => {
    const [y, p] = matchPair(truth, prediction);
    return cast(equal(y, cast(greater(p, threshold), "f32")), "f32");
  },
  better: "higher",
});
