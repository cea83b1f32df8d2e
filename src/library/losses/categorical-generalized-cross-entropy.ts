/** `categorical_generalized_cross_entropy`: between cross-entropy and absolute error, for labels that may be wrong. */
import { div, mul, oneHot, pow, sub, sum } from "../../tensor/index.ts";
import { defineLoss } from "../define-loss.ts";
import { float } from "../kinds/float.ts";
import { matchClasses } from "../match-classes.ts";
import { sizeOfAxis } from "../size-of-axis.ts";
import { reduction } from "./reduction.ts";

export const categoricalGeneralizedCrossEntropy = defineLoss({
  name: "categorical_generalized_cross_entropy",
  keras: "CategoricalGeneralizedCrossEntropy",
  doc: "For class numbers of which some are wrong: `(1 - p ^ q) / q`, p being the probability of the right class; between cross-entropy (q near 0) and absolute error (q near 1) ([Zhang and Sabuncu 2018](https://arxiv.org/abs/1805.07836)).",
  scene: "digit",
  example: "loss categorical_generalized_cross_entropy(q=0.7)",
  parameters: { q: float(0.5, { above: 0, below: 1 }), reduction: reduction() },
  expects: () => ({ truth: "class-number", ranges: ["distribution"] }),
  apply: (truth, prediction, { q }) => {
    const { classes, scores } = matchClasses(truth, prediction);
    const right = sum(mul(scores, oneHot(classes, sizeOfAxis(scores, -1))), -1);
    return div(sub(1, pow(right, q)), q);
  },
});
