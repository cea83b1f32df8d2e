import type { Tensor } from "../graph.ts";
import { concat } from "./concat.ts";
import { expandDims } from "./expand-dims.ts";

/** Values of one shape side by side along a new axis. Throws ShapeProblem ("rank", "mismatch" or "dtype"). */
export function stack(xs: readonly Tensor[], axis: number): Tensor {
  return concat(
    xs.map((x) => expandDims(x, axis)),
    axis,
  );
}
