/** `concordance_correlation`: how far truth and output lie on the line of equality, along an axis. */
import { add, div, mean, mul, square, sub, type Tensor } from "../../tensor/index.ts";
import { axis } from "../kinds/axis.ts";
import { EPSILON } from "../losses/epsilon.ts";
import { matchPair } from "../match-pair.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";

export const concordanceCorrelation = defineMeanMetric({
  name: "concordance_correlation",
  keras: "ConcordanceCorrelation",
  doc: "How far truth and output agree in size as well as in shape, up to 1: the mean over samples of `2 · mean((y - m)(p - m)) / (var(y) + var(p) + (mean(y) - m)² + 1e-7)` along `axis`, m being mean(p), as Keras has it ([Lin 1989](https://doi.org/10.2307/2532051)).",
  scene: "curve",
  example: "metrics concordance_correlation",
  parameters: { axis: axis(-1) },
  expects: () => ({ truth: "real", ranges: "any" }),
  measure: (truth, prediction, values) => {
    const [y, p] = matchPair(truth, prediction);
    const average = (x: Tensor) => mean(x, values.axis, { keepDims: true });
    const [yMean, pMean] = [average(y), average(p)];
    const variances = add(average(square(sub(y, yMean))), average(square(sub(p, pMean))));
    const spread = add(add(variances, square(sub(yMean, pMean))), EPSILON);
    return mean(div(mul(mul(sub(y, pMean), sub(p, pMean)), 2), spread), values.axis);
  },
  better: "higher",
});
