/** `categorical_focal_crossentropy`: `categorical_crossentropy` that looks at what is hard. */
import { constant, log, mul, neg, pow, softmax, sub, sum, type Tensor } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { float } from "../kinds/float.ts";
import { type Numbers, numbers } from "../kinds/numbers.ts";
import { matchPair } from "../match-pair.ts";
import { sizeOfAxis } from "../size-of-axis.ts";
import { crossEntropyParameters, scoreRanges } from "./cross-entropy-parameters.ts";
import { clippedDistribution, smoothLabels } from "./probabilities.ts";
import { reduction } from "./reduction.ts";

export const categoricalFocalCrossentropy = defineLoss({
  name: "categorical_focal_crossentropy",
  keras: "CategoricalFocalCrossentropy",
  doc: "`categorical_crossentropy` that looks at what is hard: `-Σ(alpha · (1 - p) ^ gamma · y · log(p))`; `alpha` is one number or one for each class ([Lin et al. 2017](https://arxiv.org/abs/1708.02002)).",
  scene: "species",
  example: "loss categorical_focal_crossentropy(gamma=2)",
  parameters: {
    alpha: numbers(0.25),
    gamma: float(2, { least: 0 }),
    ...crossEntropyParameters(),
    reduction: reduction(),
  },
  expects: (values) => ({ truth: "one-hot", ranges: scoreRanges(values) }),
  apply: (truth, prediction, { alpha, gamma, from_logits, label_smoothing, axis }) => {
    const [labels, output] = matchPair(truth, prediction);
    const y = smoothLabels(labels, label_smoothing, sizeOfAxis(labels, -1));
    const p = clippedDistribution(from_logits ? softmax(output, axis) : output, axis);
    const focus = mul(pow(sub(1, p), gamma), factors(alpha, p));
    return neg(sum(mul(focus, mul(y, log(p))), axis));
  },
});

function factors(alpha: Numbers, at: Tensor): Tensor | number {
  return typeof alpha === "number" ? alpha : constant(at, alpha.flat(8) as number[], [alpha.length]);
}
