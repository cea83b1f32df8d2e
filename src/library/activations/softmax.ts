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
import { defineActivation } from "../define-activation.ts";
import { axes } from "../kinds/axes.ts";

export const softmax = defineActivation({
  name: "softmax",
  doc: "`exp(x) / sum(exp(x))` along `axis`: probabilities of which exactly one is right.",
  parameters: { axis: axes([-1]) },
  range: "distribution",
  apply: (x, { axis }) => softmaxOver(x, axis),
});

/** Softmax over one axis or over several together. */
export function softmaxOver(x: Tensor, axes: readonly number[]): Tensor {
  if (axes.length === 1) return softmaxOf(x, axes[0]);
  const powers = exp(sub(x, stopGradient(max(x, axes, { keepDims: true }))));
  return div(powers, sum(powers, axes, { keepDims: true }));
}
