/**
 * Adam's update (Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015) in the form of its section 2, as Keras has
 * it: the bias corrections of a step are one scalar, and epsilon is added to the root of the uncorrected average.
 */
import { add, div, maximum, mul, pow, sqrt, square, sub, type Tensor } from "../../tensor/index.ts";
import type { Slot, SlotTensors, Updated } from "../define-optimizer.ts";
import { movingAverage } from "./moving-average.ts";

/** The arguments that the update reads. */
export interface AdamValues {
  readonly beta_1: number;
  readonly beta_2: number;
  readonly epsilon: number;
  readonly amsgrad: boolean;
}

/** Averages of the gradient and its square, and with amsgrad the greatest that the latter has been. */
export function adamSlots({ amsgrad }: { readonly amsgrad: boolean }): readonly Slot[] {
  const names = ["momentum", "velocity", ...(amsgrad ? ["velocity_hat"] : [])];
  return names.map((name) => ({ name, initial: 0 }));
}

/** lr · √(1 - beta_2 ^ t) / (1 - beta_1 ^ t): the rate of step t with both corrections in it, scalar. */
export function adamRate(
  { beta_1, beta_2 }: Pick<AdamValues, "beta_1" | "beta_2">,
  learningRate: Tensor,
  step: Tensor,
): Tensor {
  const second = sqrt(sub(1, pow(beta_2, step)));
  return div(mul(learningRate, second), sub(1, pow(beta_1, step)));
}

interface AdamState {
  readonly weight: Tensor;
  readonly gradient: Tensor;
  readonly slots: SlotTensors;
  /** What `adamRate` made. */
  readonly rate: Tensor;
}

/** w -= rate · m / (√v + epsilon); twelve operations on each element. */
export function adamUpdate(
  { beta_1, beta_2, epsilon, amsgrad }: AdamValues,
  { weight, gradient, slots, rate }: AdamState,
): Updated {
  const momentum = movingAverage(slots.momentum, gradient, beta_1);
  const velocity = movingAverage(slots.velocity, square(gradient), beta_2);
  const velocity_hat = amsgrad ? maximum(slots.velocity_hat, velocity) : undefined;
  const change = div(mul(momentum, rate), add(sqrt(velocity_hat ?? velocity), epsilon));
  return {
    weight: sub(weight, change),
    slots: { momentum, velocity, ...(velocity_hat && { velocity_hat }) },
  };
}
