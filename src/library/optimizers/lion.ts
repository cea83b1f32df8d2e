/** `lion`: steps of one size, in the direction of the momentum's sign. */
import { mul, sign, sub } from "../../tensor/index.ts";
import { defineOptimizer } from "../define-optimizer.ts";
import { float } from "../kinds/float.ts";
import { rate } from "../kinds/rate.ts";
import { sharedParameters, weightDecay } from "../shared-parameters.ts";
import { decayRate } from "./decay-rate.ts";
import { weightedAverage } from "./moving-average.ts";

export const lion = defineOptimizer({
  name: "lion",
  keras: "Lion",
  doc: "Steps of one size, by the sign of the averaged gradient; use a tenth of Adam's rate. `w -= lr · sign(beta_1 · m + (1 - beta_1) · g)`; `m = beta_2 · m + (1 - beta_2) · g` ([Chen et al. 2023](https://arxiv.org/abs/2302.06675)).",
  example: "optimizer lion(learning_rate=1e-4, weight_decay=0.1)",
  parameters: {
    learning_rate: rate(0.001),
    beta_1: float(0.9, { above: 0, most: 1 }),
    beta_2: decayRate(0.99),
    weight_decay: weightDecay(),
    ...sharedParameters(),
  },
  slots: () => [{ name: "momentum", initial: 0 }],
  update: ({ values, weight, gradient, slots, learningRate }) => {
    // Keras rounds these rates before it takes them from 1, which shows in 1 - 0.99.
    const direction = sign(weightedAverage(slots.momentum, gradient, Math.fround(values.beta_1)));
    const momentum = weightedAverage(slots.momentum, gradient, Math.fround(values.beta_2));
    return { weight: sub(weight, mul(direction, learningRate)), slots: { momentum } };
  },
});
