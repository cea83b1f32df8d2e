import * as tf from "@tensorflow/tfjs-core";
import { hostValues } from "./host-values.ts";
import { type Sliding, walkWindows } from "./walk-windows.ts";

/**
 * The kernel [spatial…, in / groups, out] laid over x [batch, spatial…, in] at every place, for the convolutions that
 * TensorFlow.js lacks (three axes, groups and their like); the result has `shape`.
 */
export function conv(
  x: tf.Tensor,
  kernel: tf.Tensor,
  shape: number[],
  groups: number,
  sliding: Sliding,
): tf.Tensor {
  const [xs, weights] = [hostValues(x), hostValues(kernel)];
  const [inGroup, out] = kernel.shape.slice(-2) as [number, number];
  const outGroup = out / groups;
  const result = new Float32Array(shape.reduce((a, b) => a * b, 1));
  walkWindows(x.shape, shape, sliding, (inX, inY, tap) => {
    for (let i = 0; i < inGroup * groups; i++) {
      const group = Math.floor(i / inGroup) * outGroup;
      const row = (tap * inGroup + (i % inGroup)) * out + group;
      for (let o = 0; o < outGroup; o++) result[inY + group + o] += xs[inX + i] * weights[row + o];
    }
  });
  return tf.tensor(result, shape);
}
