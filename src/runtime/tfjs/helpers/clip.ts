import * as tf from "@tensorflow/tfjs-core";
import { hostValues } from "./host-values.ts";

/** x kept between low and high; NaN stays NaN, which the wasm backend's own kernel would turn into `low`. Elementwise. */
export function clip(x: tf.Tensor, low: number, high: number): tf.Tensor {
  const values = hostValues(x);
  const result = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) result[i] = Math.min(Math.max(values[i], low), high);
  return tf.tensor(result, x.shape);
}
