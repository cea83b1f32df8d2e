/** `binary_focal_crossentropy`: `binary_crossentropy` that looks at what is hard. */
import { add, mean, mul, pow, sigmoid, sub } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { bool } from "../kinds/bool.ts";
import { float } from "../kinds/float.ts";
import { matchPair } from "../match-pair.ts";
import { surpriseOf } from "./binary-crossentropy.ts";
import { crossEntropyParameters } from "./cross-entropy-parameters.ts";
import { smoothLabels } from "./probabilities.ts";
import { reduction } from "./reduction.ts";

export const binaryFocalCrossentropy = defineLoss({
  name: "binary_focal_crossentropy",
  keras: "BinaryFocalCrossentropy",
  doc: "`binary_crossentropy` that looks at what is hard: each value times `(1 - t) ^ gamma`, t being the probability given to the truth; with `apply_class_balancing` times `alpha` for label 1 and `1 - alpha` for label 0 ([Lin et al. 2017](https://arxiv.org/abs/1708.02002)).",
  scene: "sick",
  example: "loss binary_focal_crossentropy(gamma=2)",
  parameters: {
    apply_class_balancing: bool(false),
    alpha: float(0.25, { least: 0, most: 1 }),
    gamma: float(2, { least: 0 }),
    ...crossEntropyParameters(),
    reduction: reduction(),
  },
  expects: ({ from_logits }) => ({ truth: "binary", ranges: [from_logits ? "real" : "probability"] }),
  apply: (truth, prediction, { apply_class_balancing, alpha, gamma, from_logits, label_smoothing, axis }) => {
    const [labels, output] = matchPair(truth, prediction);
    const y = smoothLabels(labels, label_smoothing, 2);
    const p = from_logits ? sigmoid(output) : output;
    const right = add(mul(y, p), mul(sub(1, y), sub(1, p)));
    const focal = mul(pow(sub(1, right), gamma), surpriseOf(y, p));
    const balance = add(mul(y, alpha), mul(sub(1, y), 1 - alpha));
    return mean(apply_class_balancing ? mul(balance, focal) : focal, axis);
  },
});
