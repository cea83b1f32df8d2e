/**
 * The areas between one threshold and the next under the curves of right and wrong answers. Between two points of a curve of
 * precision over recall the straight line is wrong; Davis and Goadrich, "The Relationship Between Precision-Recall and ROC
 * Curves" (2006), give what stands in its place.
 */
import {
  add,
  and,
  div,
  divNoNan,
  equal,
  greater,
  log,
  maximum,
  minimum,
  mul,
  select,
  slice,
  sub,
  type Tensor,
} from "../../tensor/index.ts";
import type { MetricState } from "../define-metric.ts";

export const CURVES = ["ROC", "PR", "PRGAIN", "roc", "pr", "prgain"] as const;
export const SUMMATIONS = ["interpolation", "minoring", "majoring"] as const;

export type Curve = (typeof CURVES)[number];
export type Summation = (typeof SUMMATIONS)[number];

/** `state`: the four counts, [thresholds, …]; the result has one threshold fewer. */
export function areaTerms(state: MetricState, curve: Curve, summation: Summation): Tensor {
  const shape = curve.toUpperCase();
  if (shape === "PR" && summation === "interpolation") return interpolatedTerms(state);
  const [x, y] =
    shape === "ROC" ? rates(state) : shape === "PR" ? [...recallAndPrecision(state)] : gains(state);
  const [left, right] = [upper(y), lower(y)];
  const heights = {
    interpolation: () => div(add(left, right), 2),
    minoring: () => minimum(left, right),
    majoring: () => maximum(left, right),
  };
  return mul(sub(upper(x), lower(x)), heights[summation]());
}

/** False and true positive rate. */
function rates(state: MetricState): readonly [Tensor, Tensor] {
  const falseRate = divNoNan(state.false_positives, add(state.false_positives, state.true_negatives));
  return [falseRate, recallOf(state)];
}

function recallAndPrecision(state: MetricState): readonly [Tensor, Tensor] {
  return [recallOf(state), divNoNan(state.true_positives, add(state.true_positives, state.false_positives))];
}

/** Recall and precision as gains over always saying yes (Flach and Kull, 2015). */
function gains(state: MetricState): readonly [Tensor, Tensor] {
  const { true_positives: right, false_positives, true_negatives, false_negatives } = state;
  const ratio = divNoNan(add(right, false_negatives), add(true_negatives, false_positives));
  const none = equal(right, 0);
  const gain = (wrong: Tensor) => sub(1, mul(ratio, divNoNan(wrong, right)));
  const recall = maximum(select(none, 0, gain(false_negatives)), 0);
  return [recall, select(none, 1, gain(false_positives))];
}

function recallOf({ true_positives, false_negatives }: MetricState): Tensor {
  return divNoNan(true_positives, add(true_positives, false_negatives));
}

/** slope · (Δtp + intercept · log(p / p')) / (tp' + fn'), p being all yeses and ' the next threshold. */
function interpolatedTerms({ true_positives, false_positives, false_negatives }: MetricState): Tensor {
  const yeses = add(true_positives, false_positives);
  const [yesesHere, yesesNext] = [upper(yeses), lower(yeses)];
  const gained = sub(upper(true_positives), lower(true_positives));
  const slope = divNoNan(gained, maximum(sub(yesesHere, yesesNext), 0));
  const intercept = sub(lower(true_positives), mul(slope, yesesNext));
  const both = and(greater(yesesHere, 0), greater(yesesNext, 0));
  const ratio = select(both, divNoNan(yesesHere, maximum(yesesNext, 0)), 1);
  const truth = maximum(add(lower(true_positives), lower(false_negatives)), 0);
  return divNoNan(mul(slope, add(gained, mul(intercept, log(ratio)))), truth);
}

/** All thresholds but the last. */
function upper(x: Tensor): Tensor {
  return part(x, 0);
}

/** All thresholds but the first. */
function lower(x: Tensor): Tensor {
  return part(x, 1);
}

function part(x: Tensor, from: number): Tensor {
  const [count, ...others] = x.shape as readonly number[];
  return slice(x, [from, ...others.map(() => 0)], [count - 1, ...others]);
}
