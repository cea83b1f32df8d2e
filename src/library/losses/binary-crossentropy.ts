/** `binary_crossentropy`: how surprising answers of yes and no are. */
import { add, log, mean, mul, neg, softplus, sub, type Tensor } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { matchPair } from "../match-pair.ts";
import { crossEntropyParameters } from "./cross-entropy-parameters.ts";
import { clippedProbability, smoothLabels } from "./probabilities.ts";
import { reduction } from "./reduction.ts";

export const binaryCrossentropy = defineLoss({
  name: "binary_crossentropy",
  aliases: ["bce", "BCE"],
  keras: "BinaryCrossentropy",
  doc: "How surprising the truth is for answers of yes and no: `-mean(y · log(p) + (1 - y) · log(1 - p))`, p kept 1e-7 away from 0 and 1. With `from_logits` outputs are scores, and p is their sigmoid, computed without loss of digits; `label_smoothing` draws labels towards ½.",
  scene: "sick",
  example: "loss binary_crossentropy",
  parameters: { ...crossEntropyParameters(), reduction: reduction() },
  expects: ({ from_logits }) => ({ truth: "binary", ranges: [from_logits ? "real" : "probability"] }),
  apply: (truth, prediction, { from_logits, label_smoothing, axis }) => {
    const [labels, p] = matchPair(truth, prediction);
    const y = smoothLabels(labels, label_smoothing, 2);
    return mean(from_logits ? surpriseOfLogits(y, p) : surpriseOf(y, p), axis);
  },
});

/** The cross-entropy of each probability. */
export function surpriseOf(y: Tensor, probability: Tensor): Tensor {
  const p = clippedProbability(probability);
  return neg(add(mul(y, log(p)), mul(sub(1, y), log(sub(1, p)))));
}

/** -log(sigmoid(x)) is softplus(-x), and -log(1 - sigmoid(x)) is softplus(x). */
function surpriseOfLogits(y: Tensor, logits: Tensor): Tensor {
  return add(mul(y, softplus(neg(logits))), mul(sub(1, y), softplus(logits)));
}
