/**
 * Makes an axis `factor` times as long by straight lines between the middles of its cells; beyond the outermost middles the value
 * stays (half-pixel centres, as Keras's bilinear resizing). Works for sizes that only the data tells.
 */
import {
  add,
  concat,
  type Dim,
  mul,
  multiplyDims,
  reshape,
  slice,
  stack,
  subtractDims,
  type Tensor,
} from "../../tensor/index.ts";

export function interpolateAxis(x: Tensor, axis: number, factor: number): Tensor {
  if (factor === 1) return x;
  const size = x.shape[axis];
  const cut = (from: Tensor, start: Dim, length: Dim) =>
    slice(
      from,
      x.shape.map((_, i) => (i === axis ? start : 0)),
      x.shape.map((dim, i) => (i === axis ? length : dim)),
    );
  const extended = concat([cut(x, 0, 1), x, cut(x, subtractDims(size, 1), 1)], axis);
  const before = cut(extended, 0, size);
  const after = cut(extended, 2, size);
  const phases = Array.from({ length: factor }, (_, phase) => {
    const offset = (phase + 0.5) / factor - 0.5;
    return add(mul(x, 1 - Math.abs(offset)), mul(offset < 0 ? before : after, Math.abs(offset)));
  });
  return reshape(
    stack(phases, axis + 1),
    x.shape.map((dim, i) => (i === axis ? multiplyDims(dim, factor) : dim)),
  );
}
