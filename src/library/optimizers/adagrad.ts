/** `adagrad`: steps that shrink by all the gradients that there were. */
import { add, div, mul, sqrt, square, sub } from "../../tensor/index.ts";
import { defineOptimizer } from "../define-optimizer.ts";
import { float } from "../kinds/float.ts";
import { rate } from "../kinds/rate.ts";
import { sharedParameters, weightDecay } from "../shared-parameters.ts";
import { epsilon } from "./decay-rate.ts";

export const adagrad = defineOptimizer({
  name: "adagrad",
  keras: "Adagrad",
  doc: "Smaller and smaller steps where gradients have been large: `a += g²`; `w -= lr · g / √(a + epsilon)`, a beginning at `initial_accumulator_value` ([Duchi et al. 2011](https://jmlr.org/papers/v12/duchi11a.html)).",
  example: "optimizer adagrad(learning_rate=0.01)",
  parameters: {
    learning_rate: rate(0.001),
    initial_accumulator_value: float(0.1, { least: 0 }),
    epsilon: epsilon(),
    weight_decay: weightDecay(),
    ...sharedParameters(),
  },
  slots: ({ initial_accumulator_value: initial }) => [{ name: "accumulator", initial }],
  update: ({ values, weight, gradient, slots, learningRate }) => {
    const accumulator = add(slots.accumulator, square(gradient));
    const step = div(mul(gradient, learningRate), sqrt(add(accumulator, values.epsilon)));
    return { weight: sub(weight, step), slots: { accumulator } };
  },
});
