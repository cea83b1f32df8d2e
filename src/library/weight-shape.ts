/** The shape of a weight as numbers. Throws ShapeProblem where a size is only known when data comes, or is beyond all memory. */
import { type Dim, ShapeProblem, showDim, showShape, sizeOf } from "../tensor/index.ts";

const MOST_ELEMENTS = 2 ** 31 - 1;

export function weightShape(path: string, shape: readonly Dim[]): readonly number[] {
  const axis = shape.findIndex((dim) => typeof dim !== "number");
  if (axis !== -1) throw symbolicWeight(path, shape, shape[axis]);
  const elements = sizeOf(shape);
  if (typeof elements === "number" && elements <= MOST_ELEMENTS) return shape as readonly number[];
  throw new ShapeProblem({
    kind: "overflow",
    found: `The weight ${path} would have ${showShape(shape)} numbers, more than a tensor can hold.`,
    expected: `A tensor holds at most ${MOST_ELEMENTS} numbers.`,
  });
}

function symbolicWeight(path: string, shape: readonly Dim[], dim: Dim): ShapeProblem {
  return new ShapeProblem({
    kind: "symbolic",
    found: `The weight ${path} would have the shape ${showShape(shape)}, but ${showDim(dim)} is not a number before data comes.`,
    expected: "A weight's sizes must be numbers.",
    help: "Give that dim a number in the input, or bring it down to one value first (`global_average_pooling1d`, `lstm`).",
  });
}
