import * as tf from "@tensorflow/tfjs-core";
import { unstack } from "./unstack.ts";

/** Multiplications in one pair of matrices from which pairs are worth a call each. */
const LARGE = 32768;

/**
 * a · b over batches of matrices. The wasm backend multiplies single pairs thirty times faster than the pairs of a batch, so large
 * ones are taken one by one.
 */
export function batchMatMul(a: tf.Tensor, b: tf.Tensor, transposeA: boolean, transposeB: boolean): tf.Tensor {
  const [rows, inner] = lastTwo(a, transposeA);
  const columns = lastTwo(b, transposeB)[1];
  const batch = a.shape.slice(0, -2);
  const alike = tf.util.arraysEqual(batch, b.shape.slice(0, -2));
  if (!alike || rows * inner * columns < LARGE) return tf.matMul(a, b, transposeA, transposeB);
  const values = new Float32Array((a.size / (rows * inner)) * rows * columns);
  tf.tidy(() => {
    const [as, bs] = [a, b].map((x) => unstack(tf.reshape(x, [-1, ...x.shape.slice(-2)])));
    for (const [i, x] of as.entries()) {
      const product = tf.tidy(() =>
        tf.matMul(transposeA ? tf.transpose(x) : x, transposeB ? tf.transpose(bs[i]) : bs[i]),
      );
      values.set(product.dataSync(), i * rows * columns);
      product.dispose();
    }
  });
  return tf.tensor(values, [...batch, rows, columns]);
}

function lastTwo({ shape }: tf.Tensor, swapped: boolean): [number, number] {
  const [first, second] = shape.slice(-2);
  return swapped ? [second, first] : [first, second];
}
