/** Probabilities that compete: along the axis they sum to 1. */
import {
  div,
  exp,
  max,
  softmax as softmaxOf,
  stopGradient,
  sub,
  sum,
  type Tensor,
} from "../../tensor/index.ts";
import { defineActivation, type OutputRange } from "../define-activation.ts";
import { axes } from "../kinds/axes.ts";

export const softmax = defineActivation({
  name: "softmax",
  doc: "Probabilities of which exactly one is right: `exp(x) / sum(exp(x))` along `axis`. What a choice among classes ends with.",
  example: "dense(10, activation=softmax)",
  parameters: { axis: axes([-1]) },
  range: ({ axis }, rank) => rangeOfShares(axis, rank),
  apply: (x, { axis }) => softmaxOver(x, axis),
});

/** Softmax over one axis or over several together. */
export function softmaxOver(x: Tensor, axes: readonly number[]): Tensor {
  if (axes.length === 1) return softmaxOf(x, axes[0]);
  const powers = exp(sub(x, stopGradient(max(x, axes, { keepDims: true }))));
  return div(powers, sum(powers, axes, { keepDims: true }));
}

/** Values that sum to 1 along the last axis are a distribution; along another one each is a probability on its own. */
export function rangeOfShares(axes: readonly number[], rank: number): OutputRange {
  const [axis] = axes;
  return axes.length === 1 && (axis === -1 || axis === rank - 1) ? "distribution" : "probability";
}
