import { applyComposite, type Tensor } from "../graph.ts";
import { div } from "../primitives/div.ts";
import { exp } from "../primitives/exp.ts";
import { max } from "../primitives/max.ts";
import { mul } from "../primitives/mul.ts";
import { stopGradient } from "../primitives/stop-gradient.ts";
import { sub } from "../primitives/sub.ts";
import { sum } from "../primitives/sum.ts";
import { resolveAxis } from "../resolve-axis.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";

export interface SoftmaxAttributes {
  readonly axis: number;
}

export const softmaxComposite = defineUnaryComposite<SoftmaxAttributes>({
  name: "softmax",
  expand: (x, { axis }) => {
    // The shift by the maximum keeps exp from overflowing and cancels out, so it is a constant to gradients.
    const scaled = exp(sub(x, stopGradient(max(x, axis, { keepDims: true }))));
    return div(scaled, sum(scaled, axis, { keepDims: true }));
  },
  gradient: (cotangent, _, y, { axis }) =>
    mul(y, sub(cotangent, sum(mul(cotangent, y), axis, { keepDims: true }))),
});

/** e^x over its sum along `axis`: positive, summing to 1. f32 of the same shape. Throws ShapeProblem ("value"). */
export function softmax(x: Tensor, axis = -1): Tensor {
  return applyComposite(softmaxComposite, [x], { axis: resolveAxis(axis, x) })[0];
}
