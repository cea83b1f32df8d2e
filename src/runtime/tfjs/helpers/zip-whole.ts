import * as tf from "@tensorflow/tfjs-core";
import { broadcastTo } from "./broadcast-to.ts";

/**
 * Whole-number division over int32, which backends do each in their own way: the largest whole number not above a / b, or what
 * is left of it; 0 for division by 0. Elementwise, broadcasting.
 */
export function zipWhole(part: "quotient" | "remainder", a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const shape = tf.broadcast_util.assertAndGetBroadcastShape(a.shape, b.shape);
  const [xs, ys] = tf.tidy(() => [a, b].map((x) => broadcastTo(x, shape).dataSync()));
  const divide = (x: number, i: number) => {
    if (ys[i] === 0) return 0;
    const quotient = Math.floor(x / ys[i]);
    return part === "quotient" ? quotient : x - ys[i] * quotient;
  };
  return tf.tensor(Int32Array.from(xs, divide), shape, "int32");
}
