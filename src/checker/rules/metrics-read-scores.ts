/** NN221, as a hint: a metric that compares with a threshold is told where the middle is, if the output gives scores. */
import { report } from "../../diagnostics/define-message.ts";
import { messages } from "../../diagnostics/messages.ts";
import type { Metric } from "../../library/define-metric.ts";
import { realizeWithoutFlow } from "../../library/realize-without-flow.ts";
import { headOf } from "../heads.ts";
import type { OutputMetric } from "../model.ts";
import type { Rule } from "../rule-context.ts";

export const metricsReadScores: Rule = (model, context) =>
  (model.compile?.metrics ?? []).flatMap((metric) => {
    const output = model.outputs.find(({ name }) => name === metric.output);
    if (output === undefined || headOf(model, output, context).range !== "real") return [];
    const { entry, values } = realizeWithoutFlow<Metric>("metrics", metric.call, context.library);
    const { truth, ranges } = entry.expects(values);
    const better = truth === "binary" && ranges !== "any" ? forScores(metric.call) : undefined;
    if (better === undefined || ranges === "any" || ranges.includes("real")) return [];
    const why = "compares with 0.5";
    const is = "predicted by scores, whose middle is 0";
    const holes = { metric: metric.label, target: metric.output, why, is, better, severity: "hint" as const };
    return [report(messages.metricMissesTask, metric.span, holes)];
  });

/** The same metric for scores; undefined where its author has thought of the threshold. */
function forScores({ name, arguments: given }: OutputMetric["call"]): string | undefined {
  if (given.from_logits === false) return `${name}(from_logits=true)`;
  if (given.threshold === 0.5) return `${name}(threshold=0)`;
  return given.thresholds === null ? `${name}(thresholds=0)` : undefined;
}
