/** `auc`: the area under a curve of right against wrong answers, over all thresholds. */

import type { Span } from "../../source.ts";
import { constant, type Dim, div, mean, mul, sigmoid, sum, type Tensor } from "../../tensor/index.ts";
import { defineMetric } from "../define-metric.ts";
import type { EntryProblem } from "../entry-problem.ts";
import { bool } from "../kinds/bool.ts";
import { float } from "../kinds/float.ts";
import { int } from "../kinds/int.ts";
import { listOf } from "../kinds/list-of.ts";
import { nullable } from "../kinds/nullable.ts";
import { oneOf } from "../kinds/one-of.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import type { PlainArguments } from "../value.ts";
import { answersOf } from "./answers-of.ts";
import { areaTerms, CURVES, SUMMATIONS } from "./area-terms.ts";
import { columnsOf } from "./columns-of.ts";
import { addCounts, CONFUSION_COUNTS, confusionCounts } from "./confusion-counts.ts";
import { logName } from "./log-name.ts";

/** How far beyond 0 and 1 the first and the last threshold lie. */
const MARGIN = 1e-7;

export const auc = defineMetric({
  name: "auc",
  keras: "AUC",
  doc: "How well a yes is told from a no whatever the threshold, from 0 to 1: the area under the curve of true over false positive rates (`curve=ROC`), of precision over recall (`PR`) or of their gains (`PRGAIN`), from `num_thresholds` thresholds between 0 and 1 or those of `thresholds`. With `multi_label` the mean of the labels' areas, weighted by `label_weights`.",
  scene: "sick",
  example: "metrics auc(curve=PR)",
  parameters: {
    num_thresholds: int(200, { least: 2 }),
    curve: oneOf(CURVES, "ROC"),
    summation_method: oneOf(SUMMATIONS, "interpolation"),
    name: logName(),
    thresholds: nullable(listOf(float(undefined, { least: 0, most: 1 }))),
    multi_label: bool(false),
    num_labels: nullable(positiveInt()),
    label_weights: nullable(listOf(float(undefined, { least: 0 }))),
    from_logits: bool(false),
  },
  rules: labelRules,
  expects: ({ from_logits }) => ({
    truth: "binary",
    ranges: from_logits ? ["real"] : ["probability", "distribution"],
  }),
  accumulators: (values, prediction) => {
    const labels = values.multi_label ? [labelsOf(prediction)] : [];
    const shape = [thresholdsOf(values).length, ...labels];
    return CONFUSION_COUNTS.map((name) => ({ name, shape }));
  },
  update: ({ values, state, truth, prediction, weight }) => {
    const { multi_label: byLabel, label_weights, from_logits } = values;
    const answers = answersOf({
      truth,
      prediction: from_logits ? sigmoid(prediction) : prediction,
      weight,
      thresholds: thresholdsOf(values),
      byLabel,
      labelWeights: byLabel ? null : label_weights,
    });
    return addCounts(state, confusionCounts(answers));
  },
  result: (state, { curve, summation_method, multi_label, label_weights }) => {
    const areas = sum(areaTerms(state, curve, summation_method), 0);
    if (!multi_label) return areas;
    return label_weights === null ? mean(areas) : weightedMean(areas, label_weights);
  },
  better: "higher",
});

interface Thresholds {
  readonly num_thresholds: number;
  readonly thresholds: readonly number[] | null;
}

function thresholdsOf({ num_thresholds: count, thresholds }: Thresholds): readonly number[] {
  const inner = thresholds ?? Array.from({ length: count - 2 }, (_, i) => (i + 1) / (count - 1));
  return [-MARGIN, ...[...inner].sort((a, b) => a - b), 1 + MARGIN];
}

function labelsOf(prediction: readonly Dim[]): number {
  return columnsOf("auc(multi_label=true)", prediction);
}

function weightedMean(areas: Tensor, weights: readonly number[]): Tensor {
  const total = weights.reduce((a, b) => a + b, 0);
  return total === 0
    ? mul(sum(areas), 0)
    : div(sum(mul(areas, constant(areas, weights, [weights.length]))), total);
}

function labelRules(
  { multi_label, num_labels, label_weights }: PlainArguments,
  at: (name: string) => Span,
): readonly EntryProblem[] {
  const problems: EntryProblem[] = [];
  if (num_labels !== null && multi_label !== true)
    problems.push({
      problem: "rule",
      span: at("num_labels"),
      found: "num_labels is given without multi_label",
      expected: "num_labels only with multi_label=true",
      help: "Write multi_label=true, or leave num_labels out.",
    });
  const weights = (label_weights ?? []) as readonly number[];
  if (typeof num_labels === "number" && weights.length > 0 && weights.length !== num_labels)
    problems.push({
      problem: "rule",
      span: at("label_weights"),
      found: `there are ${num_labels} labels and ${weights.length} label_weights`,
      expected: "one weight for each label",
      help: "Give as many weights as labels.",
    });
  return problems;
}
