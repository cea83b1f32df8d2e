/** Probabilities of which most are exactly zero: the projection onto the simplex. */
import {
  add,
  cast,
  cumsum,
  div,
  greater,
  iota,
  mul,
  relu,
  stopGradient,
  sub,
  sum,
  type Tensor,
  topK,
  transpose,
} from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";
import { axis } from "../kinds/axis.ts";
import { numberOf } from "../number-of.ts";
import { placeAxis } from "../place-axis.ts";
import { rangeOfShares } from "./softmax.ts";

export const sparsemax = defineActivation({
  name: "sparsemax",
  doc: "A softmax of which most values are exactly 0: the nearest point to `x` whose values along `axis` are not negative and sum to 1, `max(x - t, 0)` with the one t that does it. Keras 3.15 gives other numbers where more than one value stays above 0, against its own definition ([Martins and Astudillo 2016](https://arxiv.org/abs/1602.02068)).",
  example: "dense(10, activation=sparsemax)",
  parameters: { axis: axis(-1) },
  range: ({ axis }, rank) => rangeOfShares([axis], rank),
  apply: (x, values) => sparsemaxOver(x, placeAxis("sparsemax", x, values.axis)),
});

function sparsemaxOver(x: Tensor, place: number): Tensor {
  const last = x.shape.length - 1;
  if (place === last) return sparsemaxOfLast(x);
  // A swap of two axes is its own inverse.
  const swapped = x.shape.map((_, axis) => (axis === place ? last : axis === last ? place : axis));
  return transpose(sparsemaxOfLast(transpose(x, swapped)), swapped);
}

/** Which values stay above zero is found from the sorted values; the threshold is then their mean excess, which has the gradient. */
function sparsemaxOfLast(x: Tensor): Tensor {
  const kept = cast(greater(x, thresholdOf(stopGradient(x))), "f32");
  const count = sum(kept, [-1], { keepDims: true });
  const threshold = div(sub(sum(mul(x, kept), [-1], { keepDims: true }), 1), count);
  return relu(sub(x, threshold));
}

/** A value that separates what stays from what becomes zero: with values sorted down, k stay where 1 + k·x_k > x_1 + … + x_k. */
function thresholdOf(x: Tensor): Tensor {
  const size = numberOf("sparsemax", x, x.shape.length - 1);
  const [sorted] = topK(x, size);
  const total = cumsum(sorted, -1);
  const rank = iota(x, [...x.shape.slice(0, -1).map(() => 1), size], -1, "f32");
  const excess = sub(total, 1);
  const stays = cast(greater(sub(sorted, div(excess, add(rank, 1))), 0), "f32");
  const count = sum(stays, [-1], { keepDims: true });
  return div(sub(sum(mul(sorted, stays), [-1], { keepDims: true }), 1), count);
}
