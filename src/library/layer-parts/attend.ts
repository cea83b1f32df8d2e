/** Scaled dot-product attention with several heads, along one axis or several together. */
import { matmul, mul, reshape, sizeOf, type Tensor, transpose } from "../../tensor/index.ts";
import type { Build } from "../define-layer.ts";
import { dropoutMask } from "./dropout-mask.ts";
import { maskedSoftmax } from "./masked-softmax.ts";

interface Heads {
  /** [batch, …, heads, size]: what asks, what answers, what is read. */
  readonly query: Tensor;
  readonly key: Tensor;
  readonly value: Tensor;
  /** The axes along which attention runs, ascending. */
  readonly places: readonly number[];
  /** Broadcasts against the scores; none where all may be seen. */
  readonly mask: Tensor | undefined;
}

interface AttendValues {
  readonly key_dim: number;
  readonly dropout: number;
  readonly seed: number | null;
  readonly return_attention_scores: boolean;
}

/** The read values [batch, …, heads, size], and the scores [batch, … other axes, heads, … queries, … keys]. */
export function attend({ query, key, value, places, mask }: Heads, values: AttendValues, build: Build) {
  const asked = foldPlaces(mul(query, 1 / Math.sqrt(values.key_dim)), places);
  const scores = matmul(asked, foldPlaces(key, places), { transposeB: true });
  // Keras's two ways differ for a query that sees nothing: one gives it the mean of all values, the other zeros.
  const keepEmpty = values.dropout === 0 && !values.return_attention_scores && query.shape.length === 4;
  const shares = maskedSoftmax(scores, [-1], mask, { keepEmpty });
  const drop = dropoutMask(build, values.dropout, shares.shape, values.seed);
  const read = matmul(drop === undefined ? shares : mul(shares, drop), foldPlaces(value, places));
  return { output: unfoldPlaces(read, query, places), scores: unfoldScores(shares, query, key, places) };
}

/** [batch, … other axes, heads, folded places, size]. */
function foldPlaces(x: Tensor, places: readonly number[]): Tensor {
  const order = headsFirst(x, places);
  const moved = transpose(x, order);
  const kept = order.length - places.length - 1;
  const [outer, inner] = [moved.shape.slice(0, kept), moved.shape.slice(kept, -1)];
  return reshape(moved, [...outer, sizeOf(inner), ...moved.shape.slice(-1)]);
}

/** The way back, to the axes of the query. */
function unfoldPlaces(read: Tensor, query: Tensor, places: readonly number[]): Tensor {
  const order = headsFirst(query, places);
  const shape = [...order.slice(0, -1).map((axis) => query.shape[axis]), ...read.shape.slice(-1)];
  const back = order.map((_, axis) => order.indexOf(axis));
  return transpose(reshape(read, shape), back);
}

function unfoldScores(shares: Tensor, query: Tensor, key: Tensor, places: readonly number[]): Tensor {
  const [asks, answers] = [query, key].map((x) => places.map((place) => x.shape[place]));
  return reshape(shares, [...shares.shape.slice(0, -2), ...asks, ...answers]);
}

/** The order of axes that puts the heads before the places of attention. */
function headsFirst(x: Tensor, places: readonly number[]): readonly number[] {
  const size = x.shape.length - 1;
  const others = x.shape.map((_, axis) => axis).filter((axis) => axis < size - 1 && !places.includes(axis));
  return [...others, size - 1, ...places, size];
}
