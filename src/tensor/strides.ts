/** Where elements lie in row-major arrays: the arithmetic under the reference evaluations. */

/** How far apart neighbours along each axis lie. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length).fill(1);
  for (let axis = shape.length - 2; axis >= 0; axis--) strides[axis] = strides[axis + 1] * shape[axis + 1];
  return strides;
}

/** For each index of `shape` in row-major order the position `start + sum of index[axis] * strides[axis]`. */
export function stridedPositions(shape: readonly number[], strides: readonly number[], start = 0): number[] {
  return shape.reduce<number[]>(
    (positions, size, axis) =>
      positions.flatMap((position) =>
        Array.from({ length: size }, (_, index) => position + index * strides[axis]),
      ),
    [start],
  );
}

/** A shape seen from one axis: `outer` blocks of `length` rows of `inner` neighbouring elements. */
export function aroundAxis(
  shape: readonly number[],
  axis: number,
): { outer: number; length: number; inner: number } {
  const product = (dims: readonly number[]) => dims.reduce((a, b) => a * b, 1);
  return { outer: product(shape.slice(0, axis)), length: shape[axis], inner: product(shape.slice(axis + 1)) };
}
