/** The lengths of a weight's vectors, as all constraints on norms measure them. */
import { sqrt, square, sum, type Tensor } from "../../tensor/index.ts";

/** What keeps the division by a length of 0 finite: Keras's epsilon. */
export const LEAST_NORM = 1e-7;

/** √Σw² along the axes, which stay with size 1. */
export function normsOf(weight: Tensor, axes: readonly number[]): Tensor {
  return sqrt(sum(square(weight), axes, { keepDims: true }));
}
