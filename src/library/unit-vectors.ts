/** Vectors brought to length 1, as Keras's `normalize` does: a vector shorter than 1e-7 is divided by 1e-7. */
import { maximum, mul, rsqrt, square, sum, type Tensor } from "../tensor/index.ts";

const LEAST_SQUARED_LENGTH = 1e-14;

/** x · rsqrt(max(Σx², 1e-14)), the sum along `axis`; f32 of x's shape. */
export function unitVectors(x: Tensor, axis: number): Tensor {
  const squaredLength = sum(square(x), axis, { keepDims: true });
  return mul(x, rsqrt(maximum(squaredLength, LEAST_SQUARED_LENGTH)));
}
