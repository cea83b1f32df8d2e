/** `pearson_correlation`: how far truth and output lie on a line, along an axis. */
import { div, mean, mul, sqrt, square, sub, type Tensor } from "../../tensor/index.ts";
import { axis } from "../kinds/axis.ts";
import { matchPair } from "../match-pair.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";

export const pearsonCorrelation = defineMeanMetric({
  name: "pearson_correlation",
  keras: "PearsonCorrelation",
  doc: "The mean over samples of the correlation coefficient of truth and output along `axis`",
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
