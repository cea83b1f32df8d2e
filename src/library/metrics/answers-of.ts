/** Truth, prediction and weights of a batch as the counts of right and wrong answers take them. */
import {
  add,
  broadcastTo,
  constant,
  fill,
  mul,
  oneHot,
  reshape,
  slice,
  sub,
  sum,
  type Tensor,
  topK,
} from "../../tensor/index.ts";
import { alignWeight } from "../align-weight.ts";
import { matchPair } from "../match-pair.ts";
import { sizeOfAxis } from "../size-of-axis.ts";
import type { Answers } from "./confusion-counts.ts";

/** Lower than any threshold. */
export const NEVER = -1e10;

interface Given {
  readonly truth: Tensor;
  readonly prediction: Tensor;
  readonly weight?: Tensor;
  readonly thresholds: readonly number[];
  /** Only the k greatest outputs of a row can be yes. */
  readonly topK?: number | null;
  /** Only this class is looked at. */
  readonly classId?: number | null;
  /** Keeps the last axis apart: a count for each label. */
  readonly byLabel?: boolean;
  /** A weight for each place on the last axis. */
  readonly labelWeights?: readonly number[] | null;
}

/** Throws ShapeProblem where the shapes do not fit each other or the arguments. */
export function answersOf(given: Given): Answers {
  const { thresholds, classId = null, byLabel = false } = given;
  const [truth, output] = matchPair(given.truth, given.prediction);
  const prediction = typeof given.topK === "number" ? bestOf(output, given.topK) : output;
  const weight = weightsOf(given, prediction);
  const pick = (x: Tensor) => (classId === null ? x : columnOf(x, classId));
  const labels = byLabel ? sizeOfAxis(prediction, -1) : 1;
  const table = (x: Tensor) => reshape(pick(x), [-1, labels]);
  return { truth: table(truth), prediction: table(prediction), weight: table(weight), thresholds };
}

/** The weight of each output: the sample's, times the label's. */
function weightsOf({ weight, labelWeights = null }: Given, prediction: Tensor): Tensor {
  const ofSamples =
    weight === undefined ? fill(prediction, 1, prediction.shape) : alignWeight(weight, prediction);
  const ofLabels = labelWeights === null ? 1 : constant(prediction, labelWeights, [labelWeights.length]);
  return broadcastTo(mul(ofSamples, ofLabels), prediction.shape);
}

/** The k greatest of each row as they are, all others below every threshold. */
function bestOf(prediction: Tensor, k: number): Tensor {
  const [, places] = topK(prediction, k);
  const kept = sum(oneHot(places, sizeOfAxis(prediction, -1)), -2);
  return add(mul(prediction, kept), mul(sub(1, kept), NEVER));
}

function columnOf(x: Tensor, column: number): Tensor {
  const last = x.shape.length - 1;
  const starts = x.shape.map((_, axis) => (axis === last ? column : 0));
  return slice(x, starts, [...x.shape.slice(0, last), 1]);
}
