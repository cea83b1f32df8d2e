/** Says each value along an axis `factor` times in a row. Done over three axes alone, which every engine broadcasts fast. */
import { broadcastTo, multiplyDims, reshape, sizeOf, type Tensor } from "../../tensor/index.ts";

export function repeatAxis(x: Tensor, axis: number, factor: number): Tensor {
  if (factor === 1) return x;
  const outer = sizeOf(x.shape.slice(0, axis + 1));
  const inner = sizeOf(x.shape.slice(axis + 1));
  return reshape(
    broadcastTo(reshape(x, [outer, 1, inner]), [outer, factor, inner]),
    x.shape.map((dim, i) => (i === axis ? multiplyDims(dim, factor) : dim)),
  );
}
