/** `ftrl`: follow the regularized leader, for sparse linear models. */
import { add, clip, div, mul, pow, square, sub, type Tensor } from "../../tensor/index.ts";
import { defineOptimizer } from "../define-optimizer.ts";
import { float } from "../kinds/float.ts";
import { rate } from "../kinds/rate.ts";
import { sharedParameters, weightDecay } from "../shared-parameters.ts";

export const ftrl = defineOptimizer({
  name: "ftrl",
  keras: "Ftrl",
  doc: "Follow the regularized leader, for wide models of which most weights should be 0: `n' = n + g²`; `z += g + 2 · l2_shrinkage · w - (n'^-p - n^-p) / lr · w`; `w = (clip(z, -l1, l1) - z) / (n'^-p / lr + 2 · (l2 + beta / (2 · lr)))`, p being `learning_rate_power` ([McMahan et al. 2013](https://doi.org/10.1145/2487575.2488200)).",
  example: "optimizer ftrl(learning_rate=0.05, l1_regularization_strength=1e-3)",
  parameters: {
    learning_rate: rate(0.001),
    learning_rate_power: float(-0.5, { most: 0 }),
    initial_accumulator_value: float(0.1, { least: 0 }),
    l1_regularization_strength: float(0, { least: 0 }),
    l2_regularization_strength: float(0, { least: 0 }),
    l2_shrinkage_regularization_strength: float(0, { least: 0 }),
    beta: float(0, { least: 0 }),
    weight_decay: weightDecay(),
    ...sharedParameters(),
  },
  slots: ({ initial_accumulator_value: initial }) => [
    { name: "accumulator", initial },
    { name: "linear", initial: 0 },
  ],
  update: ({ values, weight, gradient, slots, learningRate }) => {
    const { l1_regularization_strength: l1, l2_regularization_strength: l2, beta } = values;
    const shrinkage = mul(weight, 2 * values.l2_shrinkage_regularization_strength);
    const powered = (n: Tensor) => pow(n, -values.learning_rate_power);
    const accumulator = add(slots.accumulator, square(gradient));
    const sigma = div(sub(powered(accumulator), powered(slots.accumulator)), learningRate);
    const linear = add(slots.linear, sub(add(gradient, shrinkage), mul(sigma, weight)));
    const quadratic = add(
      div(powered(accumulator), learningRate),
      mul(add(div(beta / 2, learningRate), l2), 2),
    );
    return {
      weight: div(sub(clip(linear, -l1, l1), linear), quadratic),
      slots: { accumulator, linear },
    };
  },
});
