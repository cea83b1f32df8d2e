import * as tf from "@tensorflow/tfjs-core";
import { hostValues } from "./host-values.ts";
import { type Sliding, walkWindows } from "./walk-windows.ts";

/** The gradient of conv(x, kernel) with respect to a kernel of `shape`, for the convolutions that TensorFlow.js lacks. */
export function convFilterGrad(
  x: tf.Tensor,
  dy: tf.Tensor,
  shape: number[],
  groups: number,
  sliding: Sliding,
): tf.Tensor {
  const [xs, dys] = [hostValues(x), hostValues(dy)];
  const [inGroup, out] = shape.slice(-2) as [number, number];
  const outGroup = out / groups;
  const result = new Float32Array(shape.reduce((a, b) => a * b, 1));
  walkWindows(x.shape, dy.shape, sliding, (inX, inY, tap) => {
    for (let i = 0; i < inGroup * groups; i++) {
      const group = Math.floor(i / inGroup) * outGroup;
      const row = (tap * inGroup + (i % inGroup)) * out + group;
      for (let o = 0; o < outGroup; o++) result[row + o] += xs[inX + i] * dys[inY + group + o];
    }
  });
  return tf.tensor(result, shape);
}
