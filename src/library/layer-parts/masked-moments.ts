/** Mean and biased variance over `axes` of the values that a mask lets count, as Keras's batch normalization takes them. */
import {
  add,
  broadcastTo,
  cast,
  div,
  expandDims,
  ShapeProblem,
  select,
  showShape,
  square,
  sub,
  sum,
  type Tensor,
} from "../../tensor/index.ts";

const EPSILON = 1e-7;

/** `mask` has one axis less than `x`. The axes stay with size 1. Throws ShapeProblem for a mask of another rank. */
export function maskedMoments(
  x: Tensor,
  mask: Tensor,
  axes: readonly number[],
): { mean: Tensor; variance: Tensor } {
  const counts = broadcastTo(expandMask(x, mask), x.shape);
  const total = (values: Tensor) => sum(values, axes, { keepDims: true });
  const count = add(total(cast(counts, "f32")), EPSILON);
  const mean = div(total(select(counts, x, 0)), count);
  const variance = div(total(square(select(counts, sub(x, mean), 0))), count);
  return { mean, variance };
}

function expandMask(x: Tensor, mask: Tensor): Tensor {
  if (mask.shape.length === x.shape.length - 1) return expandDims(mask, -1);
  throw new ShapeProblem({
    kind: "rank",
    found: `\`batch_normalization\` gets a mask of shape ${showShape(mask.shape)} with an input of shape ${showShape(x.shape)}.`,
    expected: "The mask must have all axes of the input but the last.",
    types: [x],
    input: 0,
  });
}
