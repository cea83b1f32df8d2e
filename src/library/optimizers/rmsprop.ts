/** `rmsprop`: steps divided by the root of the mean square of recent gradients. */
import { add, div, mul, sqrt, square, sub } from "../../tensor/index.ts";
import { defineOptimizer } from "../define-optimizer.ts";
import { bool } from "../kinds/bool.ts";
import { rate } from "../kinds/rate.ts";
import { sharedParameters, weightDecay } from "../shared-parameters.ts";
import { decayRate, epsilon } from "./decay-rate.ts";
import { weightedAverage } from "./moving-average.ts";

export const rmsprop = defineOptimizer({
  name: "rmsprop",
  keras: "RMSprop",
  doc: "Divides each gradient by its usual size: `v = rho · v + (1 - rho) · g²`; `w -= lr · g / √(v + epsilon)`. With `centered` the square of the gradients' average is taken off v; with `momentum` the steps add up ([Hinton 2012](https://www.cs.toronto.edu/~hinton/coursera/lecture6/lec6.pdf)).",
  example: "optimizer rmsprop(learning_rate=1e-3)",
  parameters: {
    learning_rate: rate(0.001),
    rho: decayRate(0.9),
    momentum: decayRate(0),
    epsilon: epsilon(),
    centered: bool(false),
    weight_decay: weightDecay(),
    ...sharedParameters(),
  },
  slots: ({ momentum, centered }) => [
    { name: "velocity", initial: 0 },
    ...(momentum > 0 ? [{ name: "momentum", initial: 0 }] : []),
    ...(centered ? [{ name: "average_gradient", initial: 0 }] : []),
  ],
  update: ({ values, weight, gradient, slots, learningRate }) => {
    const velocity = weightedAverage(slots.velocity, square(gradient), values.rho);
    const average_gradient = values.centered
      ? weightedAverage(slots.average_gradient, gradient, values.rho)
      : undefined;
    const spread = average_gradient === undefined ? velocity : sub(velocity, square(average_gradient));
    const step = div(mul(gradient, learningRate), sqrt(add(spread, values.epsilon)));
    const momentum = values.momentum > 0 ? add(mul(slots.momentum, values.momentum), step) : undefined;
    return {
      weight: sub(weight, momentum ?? step),
      slots: { velocity, ...(average_gradient && { average_gradient }), ...(momentum && { momentum }) },
    };
  },
});
