import * as tf from "@tensorflow/tfjs-core";
import { hostValues } from "./host-values.ts";
import { type Sliding, walkWindows } from "./walk-windows.ts";

/** The gradient of conv(x, kernel) with respect to x of `shape`, for the convolutions that TensorFlow.js lacks. */
export function convInputGrad(
  dy: tf.Tensor,
  kernel: tf.Tensor,
  shape: number[],
  groups: number,
  sliding: Sliding,
): tf.Tensor {
  const [dys, weights] = [hostValues(dy), hostValues(kernel)];
  const [inGroup, out] = kernel.shape.slice(-2) as [number, number];
  const outGroup = out / groups;
  const result = new Float32Array(shape.reduce((a, b) => a * b, 1));
  walkWindows(shape, dy.shape, sliding, (inX, inY, tap) => {
    for (let i = 0; i < inGroup * groups; i++) {
      const group = Math.floor(i / inGroup) * outGroup;
      const row = (tap * inGroup + (i % inGroup)) * out + group;
      let total = 0;
      for (let o = 0; o < outGroup; o++) total += dys[inY + group + o] * weights[row + o];
      result[inX + i] += total;
    }
  });
  return tf.tensor(result, shape);
}
