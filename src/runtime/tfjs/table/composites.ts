/**
 * Rows of the composites for which TensorFlow.js has a faster or better readable call. A row that gives nothing for some attributes,
 * and a composite without a row, are expanded.
 */
import { sameShape } from "../../../tensor/index.ts";
import type { CompositeRowsFor } from "./index.ts";
import { call } from "./row.ts";

export const compositeRows: CompositeRowsFor<
  | "relu"
  | "leakyRelu"
  | "elu"
  | "softmax"
  | "step"
  | "clip"
  | "square"
  | "squaredDifference"
  | "divNoNan"
  | "rsqrt"
  | "mean"
> = {
  relu: (_, { inputs }) => call("tf.relu", ...inputs),
  leakyRelu: ({ slope }, { inputs }) => call("tf.leakyRelu", ...inputs, slope),
  elu: ({ alpha }, { inputs }) => (alpha === 1 ? call("tf.elu", ...inputs) : undefined),
  softmax: ({ axis }, { inputs, inputTypes: [x] }) =>
    axis === x.shape.length - 1 ? call("tf.softmax", ...inputs) : undefined,
  // TensorFlow has no such kernel: it would be put together from ten others.
  step: (_, { inputs, backend }) => (backend === "tensorflow" ? undefined : call("tf.step", ...inputs)),
  // The kernel of wasm would turn NaN into `low`, and a loss gone wrong would look right.
  clip: ({ low, high }, { inputs, backend }) =>
    call(backend === "wasm" ? "rt.clip" : "tf.clipByValue", ...inputs, low, high),
  square: (_, { inputs }) => call("tf.square", ...inputs),
  squaredDifference: (_, { inputs, outputTypes: [y] }) =>
    y.shape.length <= 5 ? call("tf.squaredDifference", ...inputs) : undefined,
  divNoNan: (_, { inputs, inputTypes: [a, b] }) =>
    sameShape(a.shape, b.shape) ? call("tf.divNoNan", ...inputs) : undefined,
  rsqrt: (_, { inputs }) => call("tf.rsqrt", ...inputs),
  mean: ({ axes, keepDims }, { inputs: [x] }) => call("tf.mean", x, { list: axes }, keepDims),
};
