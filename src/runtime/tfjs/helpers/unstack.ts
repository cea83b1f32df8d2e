import * as tf from "@tensorflow/tfjs-core";

/** The rows of x along its first axis. One copy for all: slicing would copy the whole of x for each row on some backends. */
export function unstack(x: tf.Tensor): tf.Tensor[] {
  const [count, ...shape] = x.shape as [number, ...number[]];
  const size = x.size / count;
  const values = x.dataSync();
  return Array.from({ length: count }, (_, row) =>
    tf.tensor(values.subarray(row * size, (row + 1) * size), shape, x.dtype),
  );
}
