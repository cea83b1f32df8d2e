import * as tf from "@tensorflow/tfjs-core";
import { broadcastTo } from "./broadcast-to.ts";

/**
 * Whole-number division over int32, which backends do each in their own way: the largest whole number not above a / b, or what
 * is left of it; 0 for division by 0. Elementwise, broadcasting.
 */
export function zipWhole(part: "quotient" | "remainder", a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const valuesOf = (x: tf.Tensor) => tf.tidy(() => broadcastTo(x, shape).dataSync());
  const [xs, ys] = [valuesOf(a), valuesOf(b)];
  const divide = (x: number, i: number) => {
    const y = ys[i];
    if (y === 0) return 0;
    const quotient = Math.floor(x / y);
    return part === "quotient" ? quotient : x - y * quotient;
  };
  return tf.tensor(Int32Array.from(xs, divide), shape, "int32");
}
