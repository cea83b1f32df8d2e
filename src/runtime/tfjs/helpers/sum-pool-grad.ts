import * as tf from "@tensorflow/tfjs-core";
import { hostValues } from "./host-values.ts";
import { type Sliding, walkWindows } from "./walk-windows.ts";

/** The gradient of sumPool over an input of `shape`: each window's part of dy goes to all elements under it. */
export function sumPoolGrad(dy: tf.Tensor, shape: number[], sliding: Sliding): tf.Tensor {
  const values = hostValues(dy);
  const channels = shape[shape.length - 1];
  const result = new Float32Array(shape.reduce((a, b) => a * b, 1));
  walkWindows(shape, dy.shape, sliding, (to, from) => {
    for (let c = 0; c < channels; c++) result[to + c] += values[from + c];
  });
  return tf.tensor(result, shape);
}
