/** The size of an axis where a loss or metric must know it as a number: how many classes, how many labels. */
import { ShapeProblem, showDim, showShape, type Tensor } from "../tensor/index.ts";

/** Throws ShapeProblem ("symbolic") when only the data can tell. */
export function sizeOfAxis(x: Tensor, axis: number): number {
  const size = x.shape.at(axis);
  if (typeof size === "number") return size;
  throw new ShapeProblem({
    kind: "symbolic",
    found: `The number of classes must be known here, but the shape is ${showShape(x.shape)}${size === undefined ? "" : `, and ${showDim(size)} is not a number before data comes`}.`,
    help: "Give that dim a number.",
    types: [x],
    input: 0,
  });
}
