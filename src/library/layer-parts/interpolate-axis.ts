/**
 * Makes an axis `factor` times as long by straight lines between the middles of its cells; beyond the outermost middles the value
 * stays (half-pixel centres, as Keras's bilinear resizing). Works for sizes that only the data tells.
 */
import {
  add,
  concat,
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
  const cut = (start: typeof size, length: typeof size) =>
    slice(
      x,
      x.shape.map((_, i) => (i === axis ? start : 0)),
      x.shape.map((dim, i) => (i === axis ? length : dim)),
    );
  const inner = subtractDims(size, 1);
  const before = concat([cut(0, 1), cut(0, inner)], axis);
  const after = concat([cut(1, inner), cut(inner, 1)], axis);
  const phases = Array.from({ length: factor }, (_, phase) => {
    const offset = (phase + 0.5) / factor - 0.5;
    return add(mul(x, 1 - Math.abs(offset)), mul(offset < 0 ? before : after, Math.abs(offset)));
  });
  return reshape(
    stack(phases, axis + 1),
    x.shape.map((dim, i) => (i === axis ? multiplyDims(dim, factor) : dim)),
  );
}
