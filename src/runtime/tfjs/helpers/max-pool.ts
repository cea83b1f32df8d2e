import * as tf from "@tensorflow/tfjs-core";
import { hostValues } from "./host-values.ts";
import { type Sliding, walkWindows } from "./walk-windows.ts";

/** The greatest element under each window over x [batch, spatial…, channels]; the result has `shape`. */
export function maxPool(x: tf.Tensor, shape: number[], sliding: Sliding): tf.Tensor {
  const values = hostValues(x);
  const channels = shape[shape.length - 1];
  const result = new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(Number.NEGATIVE_INFINITY);
  walkWindows(x.shape, shape, sliding, (from, to) => {
    for (let c = 0; c < channels; c++) result[to + c] = Math.max(result[to + c], values[from + c]);
  });
  return tf.tensor(result, shape);
}
