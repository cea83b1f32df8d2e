/** `sgd`: steps down the gradient, with momentum where it is wanted. */
import { add, mul, sub } from "../../tensor/index.ts";
import { defineOptimizer, type Updated } from "../define-optimizer.ts";
import { bool } from "../kinds/bool.ts";
import { rate } from "../kinds/rate.ts";
import { sharedParameters, weightDecay } from "../shared-parameters.ts";
import { decayRate } from "./decay-rate.ts";

export const sgd = defineOptimizer({
  name: "sgd",
  keras: "SGD",
  doc: "Gradient descent: `w -= lr · g`. With `momentum`, steps that add up: `m = momentum · m - lr · g`; `w += m`; with `nesterov`, `w += momentum · m - lr · g`, m being the new one.",
  example: "optimizer sgd(learning_rate=0.01, momentum=0.9, nesterov=true)",
  parameters: {
    learning_rate: rate(0.01),
    momentum: decayRate(0),
    nesterov: bool(false),
    weight_decay: weightDecay(),
    ...sharedParameters(),
  },
  slots: ({ momentum }) => (momentum === 0 ? [] : [{ name: "momentum", initial: 0 }]),
  update: ({ values, weight, gradient, slots, learningRate }): Updated => {
    const descent = mul(gradient, learningRate);
    if (values.momentum === 0) return { weight: sub(weight, descent), slots: {} };
    const momentum = sub(mul(slots.momentum, values.momentum), descent);
    const change = values.nesterov ? sub(mul(momentum, values.momentum), descent) : momentum;
    return { weight: add(weight, change), slots: { momentum } };
  },
});
