/** Half of an axis that is split in two. Throws ShapeProblem unless it is even. */
import {
  type Dim,
  divideExactly,
  ShapeProblem,
  showDim,
  showShape,
  type Tensor,
} from "../../tensor/index.ts";

export function halfOf(x: Tensor, axis: number): Dim {
  const half = divideExactly(x.shape[axis], 2);
  if (half !== undefined) return half;
  throw new ShapeProblem({
    kind: "value",
    found: `\`glu\` splits axis ${axis} of its input ${showShape(x.shape)} in two halves, but ${showDim(x.shape[axis])} cannot be halved.`,
    help: "Give the layer before it twice as many units as you want here.",
    types: [x],
    input: 0,
    axis,
  });
}
