/** `adamax`: Adam with the greatest recent gradient in place of the root of the mean square. */
import { abs, add, div, maximum, mul, pow, sub } from "../../tensor/index.ts";
import { defineOptimizer } from "../define-optimizer.ts";
import { rate } from "../kinds/rate.ts";
import { sharedParameters, weightDecay } from "../shared-parameters.ts";
import { decayRate, epsilon } from "./decay-rate.ts";
import { movingAverage } from "./moving-average.ts";

export const adamax = defineOptimizer({
  name: "adamax",
  keras: "Adamax",
  doc: "Adam by the largest gradient in place of the mean of squares: `m += (1 - beta_1) · (g - m)`; `u = max(beta_2 · u, |g|)`; `w -= lr · m / ((1 - beta_1ᵗ) · (u + epsilon))` ([Kingma and Ba 2015](https://arxiv.org/abs/1412.6980), section 7).",
  example: "optimizer adamax(learning_rate=1e-3)",
  parameters: {
    learning_rate: rate(0.001),
    beta_1: decayRate(0.9),
    beta_2: decayRate(0.999),
    epsilon: epsilon(),
    weight_decay: weightDecay(),
    ...sharedParameters(),
  },
  slots: () => [
    { name: "momentum", initial: 0 },
    { name: "norm", initial: 0 },
  ],
  prepare: ({ values, learningRate, step }) => ({
    shared: div(learningRate, sub(1, pow(values.beta_1, step))),
  }),
  update: ({ values, weight, gradient, slots, shared }) => {
    const momentum = movingAverage(slots.momentum, gradient, values.beta_1);
    const norm = maximum(mul(slots.norm, values.beta_2), abs(gradient));
    const change = div(mul(momentum, shared), add(norm, values.epsilon));
    return { weight: sub(weight, change), slots: { momentum, norm } };
  },
});
