/**
 * How many answers are right and wrong at each of several thresholds, weighted: what precision, recall and the area under
 * curves are made of. An answer is yes where the output is above the threshold, strictly.
 */
import {
  add,
  cast,
  clip,
  constant,
  cumsum,
  expandDims,
  floor,
  greater,
  iota,
  less,
  maximum,
  mul,
  neg,
  notEqual,
  reshape,
  scatterAdd,
  select,
  sub,
  sum,
  type Tensor,
  transpose,
} from "../../tensor/index.ts";
import type { MetricState } from "../define-metric.ts";

/** The four counts, [thresholds] or [thresholds, labels]. */
export const CONFUSION_COUNTS = [
  "true_positives",
  "false_positives",
  "true_negatives",
  "false_negatives",
] as const;

export interface Answers {
  /** f32 [samples, labels]: yes where not 0. */
  readonly truth: Tensor;
  /** f32 [samples, labels]. */
  readonly prediction: Tensor;
  /** f32 [samples, labels]. */
  readonly weight: Tensor;
  /** In rising order. */
  readonly thresholds: readonly number[];
}

/** The counts of one batch, each f32 [thresholds, labels]. Evenly spaced thresholds are counted by sorting into buckets. */
export function confusionCounts(answers: Answers): {
  readonly [K in (typeof CONFUSION_COUNTS)[number]]: Tensor;
} {
  const { truth, weight, thresholds } = answers;
  const yes = notEqual(truth, 0);
  const ofYes = select(yes, weight, 0);
  const ofNo = select(yes, 0, weight);
  const count = areEven(thresholds) ? countInBuckets : countByComparing;
  const [true_positives, false_positives] = [count(answers, ofYes), count(answers, ofNo)];
  return {
    true_positives,
    false_positives,
    true_negatives: sub(sum(ofNo, 0, { keepDims: true }), false_positives),
    false_negatives: sub(sum(ofYes, 0, { keepDims: true }), true_positives),
  };
}

/** Counts of a batch added to what was counted before, in the accumulators' shape. */
export function addCounts(state: MetricState, counts: { readonly [name: string]: Tensor }): MetricState {
  const names = Object.keys(state);
  return Object.fromEntries(
    names.map((name) => [name, add(state[name], reshape(counts[name], state[name].shape))]),
  );
}

/** Whether thresholds divide 0..1 evenly, ends within 1e-7: as NumPy's `allclose` judges it. */
function areEven(thresholds: readonly number[]): boolean {
  const last = thresholds.length - 1;
  if (last < 2) return false;
  return thresholds.every((threshold, i) => Math.abs(threshold - i / last) <= 1e-7 + 1e-5 * (i / last));
}

/** The weights of the outputs above each threshold: [thresholds, samples, labels] summed over samples. */
function countByComparing({ prediction, thresholds }: Answers, weights: Tensor): Tensor {
  const each = constant(prediction, thresholds, [thresholds.length, 1, 1]);
  return sum(mul(cast(greater(expandDims(prediction, 0), each), "f32"), expandDims(weights, 0)), 1);
}

/** An output p is above the thresholds 0..ceil(p · (n - 1)) - 1: each goes into one bucket, and buckets are summed from above. */
function countInBuckets({ prediction, thresholds }: Answers, weights: Tensor): Tensor {
  const count = thresholds.length;
  const labels = prediction.shape[1] as number;
  const ceiling = neg(floor(neg(mul(clip(prediction, 0, 1), count - 1))));
  const bucket = sub(ceiling, 1);
  // A first threshold below 0 is below every output; one at 0 is not below an output of 0.
  const counted = thresholds[0] < 0 ? weights : select(less(bucket, 0), 0, weights);
  const places = add(cast(maximum(bucket, 0), "i32"), mul(iota(prediction, [1, labels], 1), count));
  const sums = scatterAdd(reshape(places, [-1]), reshape(counted, [-1]), count * labels, 0);
  return cumsum(transpose(reshape(sums, [labels, count]), [1, 0]), 0, { reverse: true });
}
