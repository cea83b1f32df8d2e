/** The place of an axis that an argument names, counted from 0. Throws ShapeProblem when the input has no such axis. */
import { ShapeProblem, showShape, type Tensor } from "../tensor/index.ts";

/** `x` still has its batch, which is axis 0. */
export function placeAxis(layer: string, x: Tensor, axis: number): number {
  const rank = x.shape.length;
  if (axis >= -rank && axis < rank) return axis < 0 ? axis + rank : axis;
  throw new ShapeProblem({
    kind: "value",
    found: `\`${layer}\` is told axis ${axis}, but its input ${showShape(x.shape)} has ${rank} axes.`,
    expected: `An axis is a number from ${-rank} to ${rank - 1}; 0 is the batch.`,
    types: [x],
    input: 0,
  });
}
