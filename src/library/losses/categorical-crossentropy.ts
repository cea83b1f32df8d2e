/** `categorical_crossentropy`: how surprising the right class is, labels being distributions over the classes. */
import { log, logSoftmax, mul, neg, sum, type Tensor } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { matchPair } from "../match-pair.ts";
import { sizeOfAxis } from "../size-of-axis.ts";
import { crossEntropyParameters, scoreRanges } from "./cross-entropy-parameters.ts";
import { clippedDistribution, smoothLabels } from "./probabilities.ts";
import { reduction } from "./reduction.ts";

export const categoricalCrossentropy = defineLoss({
  name: "categorical_crossentropy",
  keras: "CategoricalCrossentropy",
  doc: "How surprising the right class is, labels being one-hot: `-Σ(y · log(p))`, p made to sum to 1 and kept 1e-7 away from 0 and 1. With `from_logits` outputs are scores, and p is their softmax, computed without loss of digits; `label_smoothing` draws labels towards an even share.",
  scene: "species",
  example: "loss categorical_crossentropy(label_smoothing=0.1)",
  parameters: { ...crossEntropyParameters(), reduction: reduction() },
  expects: (values) => ({ truth: "one-hot", ranges: scoreRanges(values) }),
  apply: (truth, prediction, { from_logits, label_smoothing, axis }) => {
    const [labels, p] = matchPair(truth, prediction);
    const y = smoothLabels(labels, label_smoothing, sizeOfAxis(labels, -1));
    return neg(sum(mul(y, logProbabilities(p, from_logits, axis)), axis));
  },
});

/** The logarithms of the classes' probabilities along an axis. */
export function logProbabilities(output: Tensor, fromLogits: boolean, axis: number): Tensor {
  return fromLogits ? logSoftmax(output, axis) : log(clippedDistribution(output, axis));
}
