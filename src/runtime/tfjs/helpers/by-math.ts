import * as tf from "@tensorflow/tfjs-core";
import { hostValues } from "./host-values.ts";

/**
 * A function of each element by JavaScript's own Math. (The wasm backend's sign is 0 up to 1.2e-7, its log1p is log(1 + x), which is 0 as
 * far, and its sin is off by 2e-7 near 0; the sign of cpu loses NaN.)
 */
export function byMath(name: "sign" | "log1p" | "sin", x: tf.Tensor): tf.Tensor {
  const values = hostValues(x);
  const compute = Math[name];
  const result = x.dtype === "int32" ? new Int32Array(values.length) : new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) result[i] = compute(values[i]);
  return tf.tensor(result, x.shape, x.dtype);
}
