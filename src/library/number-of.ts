/** The size of an axis where a layer must know it as a number. Throws ShapeProblem when only the data can tell. */
import { ShapeProblem, showDim, showShape, type Tensor } from "../tensor/index.ts";

export function numberOf(layer: string, x: Tensor, axis: number): number {
  const dim = x.shape[axis];
  if (typeof dim === "number") return dim;
  throw new ShapeProblem({
    kind: "symbolic",
    found: `\`${layer}\` must know the size of axis ${axis} of its input ${showShape(x.shape)}, but ${showDim(dim)} is not a number before data comes.`,
    help: "Give that dim a number in the input.",
    types: [x],
    input: 0,
    axis,
  });
}
