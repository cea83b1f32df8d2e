/** The arithmetic that normalization layers share. */
import { add, mean, mul, neg, reshape, rsqrt, square, sub, type Tensor } from "../../tensor/index.ts";

/** What values are normalized by: all broadcastable against them. */
export interface Normalizer {
  readonly mean: Tensor;
  readonly variance: Tensor;
  readonly epsilon: number;
  readonly gamma?: Tensor;
  readonly beta?: Tensor;
}

/** Mean and biased variance over `axes`, which stay with size 1. */
export function moments(x: Tensor, axes: readonly number[]): { mean: Tensor; variance: Tensor } {
  const center = mean(x, axes, { keepDims: true });
  return { mean: center, variance: mean(square(sub(x, center)), axes, { keepDims: true }) };
}

/** (x − mean) / sqrt(variance + epsilon) · gamma + beta, for statistics of x itself: exact where the mean is large. */
export function normalizeCentered(x: Tensor, { mean, variance, epsilon, gamma, beta }: Normalizer): Tensor {
  const scaled = mul(sub(x, mean), factorOf(variance, epsilon, gamma));
  return beta === undefined ? scaled : add(scaled, beta);
}

/** The same as one product and one sum over x, for statistics that are given. */
export function normalizeBy(x: Tensor, { mean, variance, epsilon, gamma, beta }: Normalizer): Tensor {
  const factor = factorOf(variance, epsilon, gamma);
  const shift = mul(mean, factor);
  return add(mul(x, factor), beta === undefined ? neg(shift) : sub(beta, shift));
}

/** A weight over `axes` of `x`, shaped to broadcast against it. */
export function alongAxes(weight: Tensor, x: Tensor, axes: readonly number[]): Tensor {
  if (axes.length === 1 && axes[0] === x.shape.length - 1) return weight;
  return reshape(
    weight,
    x.shape.map((dim, axis) => (axes.includes(axis) ? dim : 1)),
  );
}

function factorOf(variance: Tensor, epsilon: number, gamma: Tensor | undefined): Tensor {
  const inverse = rsqrt(add(variance, epsilon));
  return gamma === undefined ? inverse : mul(inverse, gamma);
}
