/** `adadelta`: steps of the size that steps have lately been. */
import { add, div, mul, sqrt, square, sub } from "../../tensor/index.ts";
import { defineOptimizer } from "../define-optimizer.ts";
import { rate } from "../kinds/rate.ts";
import { sharedParameters, weightDecay } from "../shared-parameters.ts";
import { decayRate, epsilon } from "./decay-rate.ts";
import { weightedAverage } from "./moving-average.ts";

export const adadelta = defineOptimizer({
  name: "adadelta",
  keras: "Adadelta",
  doc: "Steps in the proportion of the last steps to the last gradients: `e = rho · e + (1 - rho) · g²`; `d = √(D + epsilon) / √(e + epsilon) · g`; `D = rho · D + (1 - rho) · d²`; `w -= lr · d`. The paper's rate is 1 ([Zeiler 2012](https://arxiv.org/abs/1212.5701)).",
  example: "optimizer adadelta(learning_rate=1)",
  parameters: {
    learning_rate: rate(0.001),
    rho: decayRate(0.95),
    epsilon: epsilon(),
    weight_decay: weightDecay(),
    ...sharedParameters(),
  },
  slots: () => [
    { name: "accumulated_grad", initial: 0 },
    { name: "accumulated_delta_var", initial: 0 },
  ],
  update: ({ values: { rho, epsilon: least }, weight, gradient, slots, learningRate }) => {
    const accumulated_grad = weightedAverage(slots.accumulated_grad, square(gradient), rho);
    const recentStep = sqrt(add(slots.accumulated_delta_var, least));
    const delta = div(mul(recentStep, gradient), sqrt(add(accumulated_grad, least)));
    const accumulated_delta_var = weightedAverage(slots.accumulated_delta_var, square(delta), rho);
    return {
      weight: sub(weight, mul(delta, learningRate)),
      slots: { accumulated_grad, accumulated_delta_var },
    };
  },
});
