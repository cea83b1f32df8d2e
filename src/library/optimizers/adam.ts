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
  doc: "m += (g - m)(1 - beta_1); v += (g² - v)(1 - beta_2); w -= lr · √(1 - beta_2ᵗ) / (1 - beta_1ᵗ) · m / (√v + epsilon). With `amsgrad` v is the greatest that it has been (Kingma and Ba, 2015; Reddi et al., 2018).",
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
