import { applyComposite, type Tensor } from "../graph.ts";
import { exp } from "../primitives/exp.ts";
import { log } from "../primitives/log.ts";
import { max } from "../primitives/max.ts";
import { mul } from "../primitives/mul.ts";
import { stopGradient } from "../primitives/stop-gradient.ts";
import { sub } from "../primitives/sub.ts";
import { sum } from "../primitives/sum.ts";
import { resolveAxis } from "../resolve-axis.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";

export interface LogSoftmaxAttributes {
  readonly axis: number;
}

export const logSoftmaxComposite = defineUnaryComposite<LogSoftmaxAttributes>({
  name: "logSoftmax",
  expand: (x, { axis }) => {
    const shifted = sub(x, stopGradient(max(x, axis, { keepDims: true })));
    return sub(shifted, log(sum(exp(shifted), axis, { keepDims: true })));
  },
  gradient: (cotangent, _, y, { axis }) =>
    sub(cotangent, mul(exp(y), sum(cotangent, axis, { keepDims: true }))),
});

/** log(softmax(x)) along `axis`, without taking the logarithm of what rounded to 0. f32 of the same shape. */
export function logSoftmax(x: Tensor, axis = -1): Tensor {
  return applyComposite(logSoftmaxComposite, [x], { axis: resolveAxis(axis, x) })[0];
}
