/** What concatenate asks of its inputs, and the mask of its result as Keras makes it. */
import { concat, fill, or, ShapeProblem, sameDim, showShape, type Tensor } from "../../tensor/index.ts";

/** Throws ShapeProblem unless all axes but `place` agree. */
export function expectConcatenable(inputs: readonly Tensor[], place: number): void {
  const [first] = inputs;
  inputs.forEach((x, input) => {
    if (x.shape.length !== first.shape.length) throw concatenationProblem(inputs, input, undefined);
    const axis = x.shape.findIndex((dim, i) => i !== place && !sameDim(dim, first.shape[i]));
    if (axis !== -1) throw concatenationProblem(inputs, input, axis);
  });
}

/**
 * Masks follow their values along an axis of time, where all of an input without a mask counts; along a later axis a place counts when
 * it does in any input, so one without a mask leaves none.
 */
export function concatenateMasks(
  inputs: readonly Tensor[],
  masks: readonly (Tensor | undefined)[],
  place: number,
): Tensor | undefined {
  const known = masks.filter((mask) => mask !== undefined);
  if (known.length === 0) return undefined;
  const rank = known[0].shape.length;
  if (place < rank)
    return concat(
      inputs.map((x, i) => masks[i] ?? fill(x, 1, x.shape.slice(0, rank), "bool")),
      place,
    );
  return known.length < inputs.length ? undefined : known.reduce((a, b) => or(a, b));
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
