/** `adam`: steps by the ratio of the gradients' average to the root of their mean square. */
import { defineOptimizer } from "../define-optimizer.ts";
import { bool } from "../kinds/bool.ts";
import { rate } from "../kinds/rate.ts";
import { sharedParameters, weightDecay } from "../shared-parameters.ts";
import { adamRate, adamSlots, adamUpdate } from "./adam-update.ts";
import { decayRate, epsilon } from "./decay-rate.ts";

export const adam = defineOptimizer({
  name: "adam",
  keras: "Adam",
  doc: "Steps of much the same size for all weights, in the direction of the averaged gradient; a good first choice. `m += (1 - beta_1) · (g - m)`; `v += (1 - beta_2) · (g² - v)`; `w -= lr · √(1 - beta_2ᵗ) / (1 - beta_1ᵗ) · m / (√v + epsilon)` ([Kingma and Ba 2015](https://arxiv.org/abs/1412.6980)). With `amsgrad` v is the greatest that it has been ([Reddi et al. 2018](https://arxiv.org/abs/1904.09237)).",
  example: "optimizer adam(learning_rate=1e-3)",
  parameters: {
    learning_rate: rate(0.001),
    beta_1: decayRate(0.9),
    beta_2: decayRate(0.999),
    epsilon: epsilon(),
    amsgrad: bool(false),
    weight_decay: weightDecay(),
    ...sharedParameters(),
  },
  slots: adamSlots,
  prepare: ({ values, learningRate, step }) => ({ shared: adamRate(values, learningRate, step) }),
  update: ({ values, shared, ...state }) => adamUpdate(values, { ...state, rate: shared }),
});
