import { showShape } from "../dim-arithmetic.ts";
import type { Tensor } from "../graph.ts";
import { resolveAxis } from "../resolve-axis.ts";
import { ShapeProblem } from "../shape-problem.ts";
import { reshape } from "./reshape.ts";

/** x without `axis`, which must have size 1. Throws ShapeProblem ("value"). */
export function squeeze(x: Tensor, axis: number): Tensor {
  const at = resolveAxis(axis, x);
  if (x.shape[at] === 1) return reshape(x, x.shape.toSpliced(at, 1));
  throw new ShapeProblem({
    kind: "value",
    found: `Axis ${axis} of ${showShape(x.shape)} is to be left out.`,
    expected: "Only an axis of size 1 can be.",
    types: [x],
    input: 0,
    axis: at,
  });
}
