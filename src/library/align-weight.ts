/** Brings weights to the rank of what they weigh. */
import { reshape, ShapeProblem, showShape, squeeze, type Tensor } from "../tensor/index.ts";

/** A weight for each sample counts for all values of that sample. Throws ShapeProblem where the weights have more axes. */
export function alignWeight(weight: Tensor, values: Tensor): Tensor {
  const missing = values.shape.length - weight.shape.length;
  if (missing === 0 || values.shape.length === 0) return weight;
  if (missing > 0) return reshape(weight, [...weight.shape, ...Array<number>(missing).fill(1)]);
  if (missing === -1 && weight.shape[weight.shape.length - 1] === 1) return squeeze(weight, -1);
  throw new ShapeProblem({
    kind: "mismatch",
    found: `The weights (or the mask) are ${showShape(weight.shape)}, but what they weigh is ${showShape(values.shape)}.`,
    expected: "One weight for each sample, or for each value.",
    types: [weight, values],
    input: 1,
  });
}
