/** The harmonic mean of precision and recall, which `f1_score` and `f_beta_score` share. */
import {
  abs,
  add,
  and,
  cast,
  div,
  greater,
  greaterEqual,
  max,
  mean,
  mul,
  sub,
  sum,
  type Tensor,
} from "../../tensor/index.ts";
import { alignWeight } from "../align-weight.ts";
import type { Accumulator, MetricContext, MetricState } from "../define-metric.ts";
import type { Kind } from "../kind.ts";
import { float } from "../kinds/float.ts";
import { nullable } from "../kinds/nullable.ts";
import { oneOf } from "../kinds/one-of.ts";
import { EPSILON } from "../losses/epsilon.ts";
import { matchPair } from "../match-pair.ts";

export interface ScoreValues {
  readonly average: "micro" | "macro" | "weighted" | null;
  readonly threshold: number | null;
}

const COUNTS = ["true_positives", "false_positives", "false_negatives", "intermediate_weights"];

/** The argument `average`. */
export function averageKind(): Kind<ScoreValues["average"]> {
  return nullable(oneOf(["micro", "macro", "weighted"]));
}

/** The argument `threshold`; `none` takes the greatest output of a row as its one yes. */
export function thresholdKind(): Kind<number | null> {
  return nullable(float(undefined, { above: 0, most: 1 }));
}

/** Counts of each class, or with `average=micro` of all together. */
export function scoreAccumulators({ average }: ScoreValues, columns: number): readonly Accumulator[] {
  return COUNTS.map((name) => ({ name, shape: average === "micro" ? [] : [columns] }));
}

/** Adds a batch to the counts. */
export function addScores({
  values,
  state,
  truth,
  prediction,
  weight,
}: MetricContext<ScoreValues>): MetricState {
  const [y, p] = matchPair(truth, prediction);
  const yes = cast(values.threshold === null ? greatest(p) : greater(p, values.threshold), "f32");
  const grown = (name: string, x: Tensor) => {
    const weighted = weight === undefined ? x : mul(x, alignWeight(weight, x));
    return add(state[name], values.average === "micro" ? sum(weighted) : sum(weighted, 0));
  };
  return {
    true_positives: grown("true_positives", mul(yes, y)),
    false_positives: grown("false_positives", mul(yes, sub(1, y))),
    false_negatives: grown("false_negatives", mul(sub(1, yes), y)),
    intermediate_weights: grown("intermediate_weights", y),
  };
}

/** (1 + beta²) · precision · recall / (beta² · precision + recall), 1e-7 in all three divisions. */
export function scoreOf(state: MetricState, { average }: ScoreValues, beta: number): Tensor {
  const share = (wrong: Tensor) => div(state.true_positives, add(add(state.true_positives, wrong), EPSILON));
  const [precision, recall] = [share(state.false_positives), share(state.false_negatives)];
  const both = add(add(mul(precision, beta * beta), recall), EPSILON);
  const scores = mul(div(mul(precision, recall), both), 1 + beta * beta);
  if (average === null) return scores;
  if (average !== "weighted") return mean(scores);
  const { intermediate_weights: weights } = state;
  return sum(mul(scores, div(weights, add(sum(weights), EPSILON))));
}

/** The greatest of each row, unless it is 0. */
function greatest(p: Tensor): Tensor {
  return and(greaterEqual(p, max(p, -1, { keepDims: true })), greater(abs(p), 1e-9));
}
