/** Mean and biased variance of rows of data on the host, summed in double precision; the axes in `kept` have each their own. */
import type { NumberArray } from "../../tensor/index.ts";

/** `kept` are places of axes of `rows`, ascending; a result has the shape of these axes. */
export function meanAndVarianceOf(
  rows: NumberArray,
  kept: readonly number[],
): { mean: NumberArray; variance: NumberArray } {
  const shape = kept.map((axis) => rows.shape[axis]);
  const size = shape.reduce((product, n) => product * n, 1);
  const cellOf = cellIndex(rows.shape, kept);
  const share = size / rows.data.length;
  const mean = new Float64Array(size);
  rows.data.forEach((value, i) => {
    mean[cellOf(i)] += value * share;
  });
  const variance = new Float64Array(size);
  rows.data.forEach((value, i) => {
    variance[cellOf(i)] += (value - mean[cellOf(i)]) ** 2 * share;
  });
  const asArray = (data: Float64Array): NumberArray => ({
    dtype: "f32",
    shape,
    data: Float32Array.from(data),
  });
  return { mean: asArray(mean), variance: asArray(variance) };
}

/** Which cell of the kept axes an element belongs to. */
function cellIndex(shape: readonly number[], kept: readonly number[]): (element: number) => number {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, n) => product * n, 1));
  return (element) =>
    kept.reduce((cell, axis) => cell * shape[axis] + (Math.floor(element / strides[axis]) % shape[axis]), 0);
}
