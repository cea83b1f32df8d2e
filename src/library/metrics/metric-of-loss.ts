/** Makes the metric of a loss: its mean over the samples of an epoch. Weights average it; `reduction` has no place here. */
import { alignRanks } from "../align-ranks.ts";
import type { Loss } from "../define-loss.ts";
import type { Metric } from "../define-metric.ts";
import { defineMeanMetric } from "./define-mean-metric.ts";

/** Under the loss's own name, aliases and arguments; `fixed` are those that Keras's metric does not have. */
export function metricOfLoss(loss: Loss, fixed: { readonly [parameter: string]: unknown } = {}): Metric {
  const kept = Object.entries(loss.parameters).filter(
    ([name]) => name !== "reduction" && !Object.hasOwn(fixed, name),
  );
  const whole = (values: object) => ({ ...values, ...fixed }) as never;
  return defineMeanMetric({
    name: loss.name,
    aliases: loss.aliases,
    keras: loss.keras,
    doc: `${loss.doc} As a metric, the mean over all samples of an epoch.`,
    scene: loss.scene,
    example: `metrics ${loss.aliases[0] ?? loss.name}`,
    parameters: Object.fromEntries(kept),
    expects: (values) => loss.expects(whole(values)),
    measure: (truth, prediction, values) => loss.apply(...alignRanks(truth, prediction), whole(values)),
    counts: (truth, prediction, values) => loss.counts?.(...alignRanks(truth, prediction), whole(values)),
    better: "lower",
  });
}
