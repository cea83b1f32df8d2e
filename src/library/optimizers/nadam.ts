/** `nadam`: Adam with Nesterov's momentum. */
import { add, div, mul, pow, sqrt, square, sub, type Tensor } from "../../tensor/index.ts";
import { defineOptimizer } from "../define-optimizer.ts";
import { rate } from "../kinds/rate.ts";
import { sharedParameters, weightDecay } from "../shared-parameters.ts";
import { decayRate, epsilon } from "./decay-rate.ts";
import { movingAverage } from "./moving-average.ts";

export const nadam = defineOptimizer({
  name: "nadam",
  keras: "Nadam",
  doc: "Adam whose momentum looks one step ahead: `uₜ = beta_1 · (1 - ½ · 0.96ᵗ)`; `P = u₁ · … · uₜ`; `w -= lr · (uₜ₊₁ · m / (1 - P · uₜ₊₁) + (1 - uₜ) · g / (1 - P)) / (√(v / (1 - beta_2ᵗ)) + epsilon)` ([Dozat 2016](https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ)).",
  example: "optimizer nadam(learning_rate=1e-3)",
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
    { name: "velocity", initial: 0 },
  ],
  globals: () => [{ name: "u_product", initial: 1, shape: [] }],
  prepare: ({ values: { beta_1, beta_2 }, step, globals }) => {
    const now = momentumAt(step, beta_1);
    const next = momentumAt(add(step, 1), beta_1);
    const product = mul(globals.u_product, now);
    return {
      shared: {
        ofMomentum: div(next, sub(1, mul(product, next))),
        ofGradient: div(sub(1, now), sub(1, product)),
        correction: sub(1, pow(beta_2, step)),
      },
      globals: { u_product: product },
    };
  },
  update: ({ values, weight, gradient, slots, learningRate, shared }) => {
    // Keras rounds these rates before it takes them from 1, which shows in 1 - 0.999.
    const momentum = movingAverage(slots.momentum, gradient, Math.fround(values.beta_1));
    const velocity = movingAverage(slots.velocity, square(gradient), Math.fround(values.beta_2));
    const ahead = add(mul(momentum, shared.ofMomentum), mul(gradient, shared.ofGradient));
    const root = add(sqrt(div(velocity, shared.correction)), values.epsilon);
    return { weight: sub(weight, div(mul(ahead, learningRate), root)), slots: { momentum, velocity } };
  },
});

/** beta_1 (1 - ½ · 0.96 ^ step) */
function momentumAt(step: Tensor, beta_1: number): Tensor {
  return mul(sub(1, mul(pow(0.96, step), 0.5)), beta_1);
}
