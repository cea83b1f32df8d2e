/** Probabilities as cross-entropies take their logarithm: away from 0 and 1 by 1e-7. */
import { add, clip, div, mul, sum, type Tensor } from "../../tensor/index.ts";
import { EPSILON } from "./epsilon.ts";

/** Each on its own. */
export function clippedProbability(p: Tensor): Tensor {
  return clip(p, EPSILON, 1 - EPSILON);
}

/** Made to sum to 1 along the axis, then clipped. */
export function clippedDistribution(p: Tensor, axis: number): Tensor {
  return clippedProbability(div(p, sum(p, axis, { keepDims: true })));
}

/** y · (1 - smoothing) + smoothing / parts: labels drawn towards an even share among so many parts. */
export function smoothLabels(y: Tensor, smoothing: number, parts: number): Tensor {
  return smoothing === 0 ? y : add(mul(y, 1 - smoothing), smoothing / parts);
}
