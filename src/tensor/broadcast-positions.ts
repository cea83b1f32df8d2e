/** Where an operand's elements lie under a broadcast result: the arithmetic of every elementwise reference evaluation. */
import { rowMajorStrides, stridedPositions } from "./strides.ts";

/** For each element of `result` in row-major order, the position in an operand of `shape` that it reads. */
export function broadcastPositions(
  shape: readonly number[],
  result: readonly number[],
): (index: number) => number {
  if (shape.length === result.length && shape.every((size, axis) => size === result[axis]))
    return (index) => index;
  const added = result.length - shape.length;
  const strides = rowMajorStrides(shape);
  const spread = result.map((_, axis) =>
    axis < added || shape[axis - added] === 1 ? 0 : strides[axis - added],
  );
  const positions = stridedPositions(result, spread);
  return (index) => positions[index];
}
