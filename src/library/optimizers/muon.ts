/** `muon`: of matrices the momentum brought near an orthogonal matrix; of all other weights, Adam. */
import { add, mul, sub } from "../../tensor/index.ts";
import { defineOptimizer, type WeightToLearn } from "../define-optimizer.ts";
import { bool } from "../kinds/bool.ts";
import { float } from "../kinds/float.ts";
import { listOf } from "../kinds/list-of.ts";
import { nonNegativeInt } from "../kinds/non-negative-int.ts";
import { nullable } from "../kinds/nullable.ts";
import { rate } from "../kinds/rate.ts";
import { string } from "../kinds/string.ts";
import { sharedParameters, weightDecay } from "../shared-parameters.ts";
import { adamRate, adamSlots, adamUpdate } from "./adam-update.ts";
import { decayRate, epsilon } from "./decay-rate.ts";
import { nearestOrthogonal } from "./nearest-orthogonal.ts";

interface Exclusions {
  readonly exclude_layers: readonly string[] | null;
  readonly exclude_embeddings: boolean;
}

export const muon = defineOptimizer({
  name: "muon",
  keras: "Muon",
  doc: "Steps that change all directions of a matrix alike: `m = momentum · m + g`; `w -= lr · rms_rate · √max(rows, columns) · O`, O being the orthogonal matrix near `g + momentum · m`, found in `ns_steps` steps of Newton and Schulz ([Jordan et al. 2024](https://kellerjordan.github.io/posts/muon/)). Weights that are no matrices, embeddings, and those whose path holds one of `exclude_layers` are updated as by `adam`.",
  example: "optimizer muon(learning_rate=1e-3)",
  parameters: {
    learning_rate: rate(0.001),
    adam_beta_1: decayRate(0.9),
    adam_beta_2: decayRate(0.999),
    adam_weight_decay: nullable(float(undefined, { least: 0 }), 0.004),
    epsilon: epsilon(),
    weight_decay: { ...weightDecay(), default: 0.004 },
    ...sharedParameters(),
    exclude_layers: nullable(listOf(string())),
    exclude_embeddings: bool(true),
    muon_a: float(3.4445),
    muon_b: float(-4.775),
    muon_c: float(2.0315),
    adam_lr_ratio: float(1, { above: 0 }),
    momentum: decayRate(0.95),
    ns_steps: nonNegativeInt(5),
    nesterov: bool(true),
    rms_rate: nullable(float(undefined, { above: 0 }), 0.2),
  },
  slots: (values, weight) => adamSlots({ amsgrad: false }).slice(0, learnsByAdam(values, weight) ? 2 : 1),
  prepare: ({ values: { adam_beta_1: beta_1, adam_beta_2: beta_2, adam_lr_ratio }, learningRate, step }) => ({
    shared: adamRate({ beta_1, beta_2 }, mul(learningRate, adam_lr_ratio), step),
  }),
  update: ({ values, path, weight, gradient, slots, learningRate, shared }) => {
    const shape = weight.shape as readonly number[];
    if (learnsByAdam(values, { path, shape })) {
      const { adam_beta_1: beta_1, adam_beta_2: beta_2, epsilon: least } = values;
      return adamUpdate(
        { beta_1, beta_2, epsilon: least, amsgrad: false },
        { weight, gradient, slots, rate: shared },
      );
    }
    const momentum = add(slots.momentum, add(gradient, mul(slots.momentum, values.momentum - 1)));
    const ahead = values.nesterov ? add(gradient, mul(momentum, values.momentum)) : momentum;
    const direction = nearestOrthogonal(ahead, values);
    const scale = values.rms_rate === null ? 1 : Math.sqrt(Math.max(...shape)) * values.rms_rate;
    return { weight: sub(weight, mul(mul(direction, learningRate), scale)), slots: { momentum } };
  },
  weightDecay: (values, weight) =>
    learnsByAdam(values, weight) ? values.adam_weight_decay : values.weight_decay,
});

function learnsByAdam(
  { exclude_layers, exclude_embeddings }: Exclusions,
  { path, shape }: WeightToLearn,
): boolean {
  if (shape.length !== 2) return true;
  if (exclude_embeddings && path.toLowerCase().includes("embedding")) return true;
  return (exclude_layers ?? []).some((part) => path.includes(part));
}
