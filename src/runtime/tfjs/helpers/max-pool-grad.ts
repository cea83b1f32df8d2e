import * as tf from "@tensorflow/tfjs-core";
import { hostValues } from "./host-values.ts";
import { type Sliding, walkWindows } from "./walk-windows.ts";

/**
 * The gradient of y = maxPool(x): each window's part of dy goes to its first maximum. (The wasm backend's own kernel gives 0
 * wherever a maximum is negative.)
 */
export function maxPoolGrad(x: tf.Tensor, y: tf.Tensor, dy: tf.Tensor, sliding: Sliding): tf.Tensor {
  const [xs, ys] = [hostValues(x), hostValues(y)];
  const left = hostValues(dy).slice();
  const channels = x.shape[x.shape.length - 1];
  const result = new Float32Array(x.size);
  walkWindows(x.shape, y.shape, sliding, (to, from) => {
    for (let c = 0; c < channels; c++) {
      if (xs[to + c] !== ys[from + c]) continue;
      result[to + c] += left[from + c];
      left[from + c] = 0;
    }
  });
  return tf.tensor(result, x.shape);
}
