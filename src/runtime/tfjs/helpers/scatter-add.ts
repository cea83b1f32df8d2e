import * as tf from "@tensorflow/tfjs-core";
import { hostValues } from "./host-values.ts";
import { newValues } from "./new-values.ts";

/**
 * Zeros of length `size` along `axis`, to which each row of `updates` is added at its index. Throws RangeError for an index
 * outside.
 */
export function scatterAdd(indices: tf.Tensor, updates: tf.Tensor, size: number, axis: number): tf.Tensor {
  const after = updates.shape.slice(axis + indices.shape.length);
  const shape = [...updates.shape.slice(0, axis), size, ...after];
  const inner = after.reduce((a, b) => a * b, 1);
  const result = newValues(
    updates,
    shape.reduce((a, b) => a * b, 1),
  );
  const [rows, values] = [hostValues(indices), hostValues(updates)];
  let at = 0;
  for (let block = 0; block < result.length; block += size * inner)
    for (const row of rows) {
      if (row < 0 || row >= size) throw new RangeError(`index ${row} is outside of 0 to ${size - 1}`);
      const to = block + row * inner;
      for (let i = 0; i < inner; i++) result[to + i] += values[at++];
    }
  return tf.tensor(result, shape, updates.dtype);
}
