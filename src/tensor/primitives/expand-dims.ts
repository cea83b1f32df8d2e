import type { Tensor } from "../graph.ts";
import { resolveAxis } from "../resolve-axis.ts";
import { reshape } from "./reshape.ts";

/** x with a new axis of size 1 at `axis` of the result (-1: the last). Throws ShapeProblem ("value"). */
export function expandDims(x: Tensor, axis: number): Tensor {
  const at = resolveAxis(axis, { dtype: x.dtype, shape: [...x.shape, 1] });
  return reshape(x, x.shape.toSpliced(at, 0, 1));
}
