/** Truth and prediction made comparable element by element: nothing is ever stretched to fit. */
import { cast, ShapeProblem, sameShape, showShape, type Tensor } from "../tensor/index.ts";
import { alignRanks } from "./align-ranks.ts";

/** Both as f32 of one shape. Throws ShapeProblem ("mismatch") where more than a last axis of size 1 tells them apart. */
export function matchPair(truth: Tensor, prediction: Tensor): readonly [truth: Tensor, prediction: Tensor] {
  const [a, b] = alignRanks(asReal(truth), asReal(prediction));
  if (sameShape(a.shape, b.shape)) return [a, b];
  throw new ShapeProblem({
    kind: "mismatch",
    found: `The truth is ${showShape(truth.shape)}, but the output is ${showShape(prediction.shape)}.`,
    expected: "They are compared number by number, so they must have one shape.",
    types: [truth, prediction],
    input: 1,
  });
}

function asReal(x: Tensor): Tensor {
  return x.dtype === "f32" ? x : cast(x, "f32");
}
