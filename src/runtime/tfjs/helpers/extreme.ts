import * as tf from "@tensorflow/tfjs-core";
import { broadcastTo } from "./broadcast-to.ts";
import { hostValues } from "./host-values.ts";

/**
 * The larger or the smaller of a and b. Elementwise over float32, broadcasting. (The wasm backend's own kernel is four times slower, and
 * loses a NaN in b.)
 */
export function extreme(which: "max" | "min", a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const size = shape.reduce((x, y) => x * y, 1);
  if ([a, b].some((x) => x.size !== size && x.size !== 1))
    return tf.tidy(() => extreme(which, broadcastTo(a, shape), broadcastTo(b, shape)));
  const [xs, ys] = [hostValues(a), hostValues(b)];
  const [stepA, stepB] = [a.size === size ? 1 : 0, b.size === size ? 1 : 0];
  const result = new Float32Array(size);
  if (which === "max") for (let i = 0; i < size; i++) result[i] = Math.max(xs[i * stepA], ys[i * stepB]);
  else for (let i = 0; i < size; i++) result[i] = Math.min(xs[i * stepA], ys[i * stepB]);
  return tf.tensor(result, shape);
}
