import * as tf from "@tensorflow/tfjs-core";
import { hostValues } from "./host-values.ts";
import { newValues } from "./new-values.ts";

/** x repeated along new leading axes and axes of size 1 until it has `shape`. */
export function broadcastTo(x: tf.Tensor, shape: number[]): tf.Tensor {
  const values = hostValues(x);
  const size = shape.reduce((a, b) => a * b, 1);
  const result = newValues(x, size);
  if (x.size === 1) result.fill(values[0]);
  else repeatInto(result, values, x.shape, shape);
  return tf.tensor(result, shape, x.dtype);
}

/** Fills the innermost rows first, each by copying what stands before it or what it starts from. */
function repeatInto(
  result: Float32Array | Int32Array | Uint8Array,
  values: Float32Array | Int32Array | Uint8Array,
  from: number[],
  to: number[],
): void {
  const missing = to.length - from.length;
  let written = 0;
  let read = 0;
  const copyAxis = (axis: number): void => {
    if (axis === to.length) {
      result[written++] = values[read++];
      return;
    }
    const start = written;
    const repeated = axis < missing || from[axis - missing] !== to[axis];
    copyAxis(axis + 1);
    const block = written - start;
    for (let i = 1; i < to[axis]; i++) {
      if (!repeated) copyAxis(axis + 1);
      else {
        result.copyWithin(written, start, start + block);
        written += block;
      }
    }
  };
  copyAxis(0);
}
