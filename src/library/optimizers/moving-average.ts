/** The moving averages of optimizers. */
import { add, mul, sub, type Tensor } from "../../tensor/index.ts";

/** average + (x - average) · (1 - rate), as Adam and its kin write it. */
export function movingAverage(average: Tensor, x: Tensor, rate: number): Tensor {
  return add(average, mul(sub(x, average), 1 - rate));
}

/** rate · average + (1 - rate) · x, as RMSprop and its kin write it. */
export function weightedAverage(average: Tensor, x: Tensor, rate: number): Tensor {
  return add(mul(average, rate), mul(x, 1 - rate));
}
