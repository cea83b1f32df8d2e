/** `adamw`: Adam with weight decay that the gradients do not see. */
import { defineOptimizer } from "../define-optimizer.ts";
import { bool } from "../kinds/bool.ts";
import { float } from "../kinds/float.ts";
import { rate } from "../kinds/rate.ts";
import { sharedParameters } from "../shared-parameters.ts";
import { adamRate, adamSlots, adamUpdate } from "./adam-update.ts";
import { decayRate, epsilon } from "./decay-rate.ts";

export const adamw = defineOptimizer({
  name: "adamw",
  keras: "AdamW",
  doc: "Adam that also draws weights towards 0: `w -= lr · weight_decay · w`, then the update of `adam` ([Loshchilov and Hutter 2019](https://arxiv.org/abs/1711.05101)).",
  example: "optimizer adamw(learning_rate=1e-3, weight_decay=0.01)",
  parameters: {
    learning_rate: rate(0.001),
    weight_decay: float(0.004, { least: 0 }),
    beta_1: decayRate(0.9),
    beta_2: decayRate(0.999),
    epsilon: epsilon(),
    amsgrad: bool(false),
    ...sharedParameters(),
  },
  slots: adamSlots,
  prepare: ({ values, learningRate, step }) => ({ shared: adamRate(values, learningRate, step) }),
  update: ({ values, shared, ...state }) => adamUpdate(values, { ...state, rate: shared }),
});
