/** `lamb`: Adam with steps in proportion to the size of each weight. */
import {
  add,
  and,
  div,
  greater,
  mul,
  pow,
  select,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
} from "../../tensor/index.ts";
import { defineOptimizer } from "../define-optimizer.ts";
import { rate } from "../kinds/rate.ts";
import { sharedParameters, weightDecay } from "../shared-parameters.ts";
import { decayRate, epsilon } from "./decay-rate.ts";
import { movingAverage } from "./moving-average.ts";

export const lamb = defineOptimizer({
  name: "lamb",
  keras: "Lamb",
  doc: "Adam for very large batches, its step in proportion to the size of each weight: `u = m / (1 - beta_1ᵗ) / (√(v / (1 - beta_2ᵗ)) + epsilon)`, m and v as in `adam`; `w -= lr · |w| / |u| · u`, the ratio being 1 where one of the lengths is 0 ([You et al. 2020](https://arxiv.org/abs/1904.00962)).",
  example: "optimizer lamb(learning_rate=1e-3)",
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
  prepare: ({ values: { beta_1, beta_2 }, step }) => ({
    shared: { first: sub(1, pow(beta_1, step)), second: sub(1, pow(beta_2, step)) },
  }),
  update: ({ values, weight, gradient, slots, learningRate, shared }) => {
    const momentum = movingAverage(slots.momentum, gradient, values.beta_1);
    const velocity = movingAverage(slots.velocity, square(gradient), values.beta_2);
    const root = add(sqrt(div(velocity, shared.second)), values.epsilon);
    const change = div(div(momentum, shared.first), root);
    const trust = ratioOf(lengthOf(weight), lengthOf(change));
    return { weight: sub(weight, mul(change, mul(trust, learningRate))), slots: { momentum, velocity } };
  },
});

function lengthOf(x: Tensor): Tensor {
  return sqrt(sum(square(x)));
}

/** a / b, and 1 unless both are above 0. */
function ratioOf(a: Tensor, b: Tensor): Tensor {
  const both = and(greater(a, 0), greater(b, 0));
  return select(both, div(a, select(both, b, 1)), 1);
}
