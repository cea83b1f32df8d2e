import * as tf from "@tensorflow/tfjs-core";
import { hostValues } from "./host-values.ts";
import { unstack } from "./unstack.ts";

/** Multiplications in one pair of matrices from which pairs are worth a call each. */
const LARGE = 16384;

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
    const [lefts, rights] = [unstack(turned(a, transposeA)), unstack(turned(b, transposeB))];
    for (const [i, left] of lefts.entries()) {
      const right = rights[i];
      const product = tf.matMul(left, right);
      values.set(hostValues(product), i * rows * columns);
      tf.dispose([left, right, product]);
    }
  });
  return tf.tensor(values, [...batch, rows, columns]);
}

/** The matrices in a row, [n, rows, columns], each transposed where a flag says so. */
function turned(x: tf.Tensor, transpose: boolean): tf.Tensor {
  const flat = tf.reshape(x, [-1, ...x.shape.slice(-2)]);
  return transpose ? tf.transpose(flat, [0, 2, 1]) : flat;
}

function lastTwo({ shape }: tf.Tensor, swapped: boolean): [number, number] {
  const [first, second] = [shape[shape.length - 2], shape[shape.length - 1]];
  return swapped ? [second, first] : [first, second];
}
