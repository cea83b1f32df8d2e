import * as tf from "@tensorflow/tfjs-core";
import { hostValues } from "./host-values.ts";
import { newValues } from "./new-values.ts";

/** x with `low` and `high` more places before and after each axis and `interior` between neighbours, all of `value`. */
export function padInside(
  x: tf.Tensor,
  low: number[],
  high: number[],
  interior: number[],
  value: number,
): tf.Tensor {
  const inner = (size: number, axis: number) => (size - 1) * (interior[axis] + 1) + 1;
  const shape = x.shape.map((size, axis) => low[axis] + inner(size, axis) + high[axis]);
  const values = hostValues(x);
  const result = newValues(
    x,
    shape.reduce((a, b) => a * b, 1),
  ).fill(value);
  let read = 0;
  const place = (axis: number, start: number, stride: number): void => {
    if (axis === shape.length) {
      result[start] = values[read++];
      return;
    }
    const inner = stride / shape[axis];
    for (let i = 0; i < x.shape[axis]; i++)
      place(axis + 1, start + (low[axis] + i * (interior[axis] + 1)) * inner, inner);
  };
  place(0, 0, result.length);
  return tf.tensor(result, shape, x.dtype);
}
