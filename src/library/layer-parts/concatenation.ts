/** What concatenate asks of its inputs, and the mask of its result as Keras makes it. */
import { concat, or, ShapeProblem, sameDim, showShape, type Tensor } from "../../tensor/index.ts";

/** Throws ShapeProblem unless all axes but `place` agree. */
export function expectConcatenable(inputs: readonly Tensor[], place: number): void {
  const [first] = inputs;
  inputs.forEach((x, input) => {
    if (x.shape.length !== first.shape.length) throw concatenationProblem(inputs, input, undefined);
    const axis = x.shape.findIndex((dim, i) => i !== place && !sameDim(dim, first.shape[i]));
    if (axis !== -1) throw concatenationProblem(inputs, input, axis);
  });
}

/** Masks follow their values along an axis of time; along a later axis a place counts when it does in any input. */
export function concatenateMasks(
  inputs: readonly Tensor[],
  masks: readonly (Tensor | undefined)[],
  place: number,
): Tensor | undefined {
  const known = masks.filter((mask) => mask !== undefined);
  if (known.length < inputs.length) return undefined;
  if (place < known[0].shape.length) return concat(known, place);
  return known.reduce((a, b) => or(a, b));
}

function concatenationProblem(
  inputs: readonly Tensor[],
  input: number,
  axis: number | undefined,
): ShapeProblem {
  const shapes = [inputs[0], inputs[input]].map((x) => showShape(x.shape.slice(1)));
  return new ShapeProblem({
    kind: "mismatch",
    found: `\`concatenate\` cannot join ${shapes[0]} and ${shapes[1]}.`,
    expected:
      axis === undefined ? "Its inputs must have one rank." : "All axes but the joined one must agree.",
    help:
      axis === undefined
        ? "Bring them to one rank with `flatten` or `reshape`."
        : "Join them along another `axis`, or make the other sizes equal.",
    types: inputs,
    input,
    ...(axis === undefined ? {} : { axis }),
  });
}
