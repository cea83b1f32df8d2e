/** Makes the metric of a loss: its mean over the samples of an epoch. Weights average it; `reduction` has no place here. */
import { alignRanks } from "../align-ranks.ts";
import type { Loss } from "../define-loss.ts";
import type { Metric } from "../define-metric.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";

/** Under the loss's own name, aliases and arguments. */
export function metricOfLoss(loss: Loss): Metric {
  const { reduction: _, ...parameters } = loss.parameters;
  return defineMeanMetric({
    name: loss.name,
    aliases: loss.aliases,
    keras: loss.keras,
    doc: `${loss.doc}: the mean over all samples of an epoch`,
    parameters,
    expects: (values) => loss.expects(values as never),
    measure: (truth, prediction, values) => loss.apply(...alignRanks(truth, prediction), values as never),
    counts: (truth, prediction, values) => loss.counts?.(...alignRanks(truth, prediction), values as never),
    better: "lower",
  });
}
