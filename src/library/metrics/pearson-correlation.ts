/** `pearson_correlation`: how far truth and output lie on a line, along an axis. */
import { div, mean, mul, sqrt, square, sub, type Tensor } from "../../tensor/index.ts";
import { axis } from "../kinds/axis.ts";
import { matchPair } from "../match-pair.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";

export const pearsonCorrelation = defineMeanMetric({
  name: "pearson_correlation",
  keras: "PearsonCorrelation",
  doc: "How far truth and output have one shape, whatever their sizes, from -1 to 1: the mean over samples of their correlation coefficient along `axis`, `Σ((y - mean(y)) · (p - mean(p))) / √(Σ(y - mean(y))² · Σ(p - mean(p))²)`.",
  scene: "curve",
  example: "metrics pearson_correlation",
  parameters: { axis: axis(-1) },
  expects: () => ({ truth: "real", ranges: "any" }),
  measure: (truth, prediction, values) => {
    const [y, p] = matchPair(truth, prediction).map((x) => standardized(x, values.axis));
    return mean(mul(y, p), values.axis);
  },
  better: "higher",
});

/** Of mean 0 and standard deviation 1 along the axis. */
function standardized(x: Tensor, along: number): Tensor {
  const centered = sub(x, mean(x, along, { keepDims: true }));
  return div(centered, sqrt(mean(square(centered), along, { keepDims: true })));
}
