/** Class numbers and the scores of all classes made comparable. */
import {
  cast,
  type Dim,
  ShapeProblem,
  sameShape,
  showShape,
  squeeze,
  type Tensor,
  transpose,
} from "../tensor/index.ts";

/** `classes` i32 […], `scores` f32 […, number of classes], the class axis being the last. */
export interface ClassesAndScores {
  readonly classes: Tensor;
  readonly scores: Tensor;
}

/** Throws ShapeProblem where the truth is not the prediction's shape without its class axis (or with size 1 there). */
export function matchClasses(truth: Tensor, prediction: Tensor, axis = -1): ClassesAndScores {
  const scores = withLastAxis(prediction, axis);
  const kept = truth.shape.length === prediction.shape.length && truth.shape.at(axis) === 1;
  const classes = kept ? squeeze(truth, axis) : truth;
  const expected = scores.shape.slice(0, -1);
  if (!sameShape(classes.shape, expected)) throw classesProblem(truth, prediction, expected);
  return { classes: classes.dtype === "i32" ? classes : cast(classes, "i32"), scores };
}

/** x with the axis moved to the end. */
function withLastAxis(x: Tensor, axis: number): Tensor {
  const rank = x.shape.length;
  const from = axis < 0 ? axis + rank : axis;
  if (from === rank - 1) return x;
  const others = x.shape.map((_, i) => i).filter((i) => i !== from);
  return transpose(x, [...others, from]);
}

function classesProblem(truth: Tensor, prediction: Tensor, expected: readonly Dim[]): ShapeProblem {
  return new ShapeProblem({
    kind: "mismatch",
    found: `The class numbers are ${showShape(truth.shape)}, but the output is ${showShape(prediction.shape)}.`,
    expected: `For an output ${showShape(prediction.shape)} there is one class number for each row of scores: ${showShape(expected)}.`,
    types: [truth, prediction],
    input: 1,
  });
}
