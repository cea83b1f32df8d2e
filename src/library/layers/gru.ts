/** The gated recurrent unit. */
import { add, mul, reshape, split, sub, type Tensor, transpose } from "../../tensor/index.ts";
import { type Build, defineLayer } from "../define-layer.ts";
import { activation } from "../kinds/activation.ts";
import { bool } from "../kinds/bool.ts";
import { initializer } from "../kinds/initializer.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { resetAfter, resetBefore } from "../layer-parts/gru-gates.ts";
import { gateMasks, projectGates, splitGates } from "../layer-parts/project-gates.ts";
import {
  recurrentCallParameters,
  recurrentKernels,
  recurrentParameters,
} from "../layer-parts/recurrent-parameters.ts";
import { initialStates, scanTime } from "../layer-parts/scan-time.ts";
import { sequenceAxes } from "../layer-parts/sequence-axes.ts";
import type { PlainCall } from "../value.ts";

const GATES = 3;

export const gru = defineLayer({
  name: "gru",
  keras: "GRU",
  family: "recurrent",
  doc: "Gated recurrent unit: reads `[time, features]` step by step and gives its last output, `[units]`, or all of them with `return_sequences`, `[time, units]`; with `return_state` also its state. Gates in the order update, reset, candidate; with `reset_after` the reset gate acts after the product with the recurrent kernel ([Cho et al. 2014](https://arxiv.org/abs/1406.1078)).",
  scene: "words",
  example: "embedding(10_000, 64, mask_zero=true)\ngru(32)",
  parameters: {
    units: positiveInt(),
    activation: activation("tanh"),
    recurrent_activation: activation("sigmoid"),
    use_bias: bool(true),
    kernel_initializer: initializer("glorot_uniform"),
    recurrent_initializer: initializer("orthogonal"),
    bias_initializer: initializer("zeros"),
    ...recurrentParameters,
    reset_after: bool(true),
    ...recurrentCallParameters,
  },
  masking: "use",
  activationParameter: "activation",
  build: ([x], values, build) => {
    expectRank("gru", x, sequenceAxes);
    const { units, activation, recurrent_activation: open } = values;
    const { kernel, recurrent, bias, recurrentBias } = build.scope("gru_cell", () => ({
      ...recurrentKernels(build, x, units, GATES, values),
      ...gruBiases(build, values),
    }));
    const masks = gateMasks(build, x, GATES, values);
    const products = projectGates(transpose(x, [1, 0, 2]), kernel, masks.input);
    const steps = bias === undefined ? products : add(products, bias);
    const share = values.reset_after ? resetAfter : resetBefore;
    const cell = (step: Tensor, [h]: readonly Tensor[]) => {
      const [update, reset, candidate] = splitGates(step, GATES);
      const state = share(h, { units, recurrent, bias: recurrentBias, masks: masks.state });
      const fresh = activation(add(candidate, state.candidate(open(add(reset, state.reset)))));
      return [add(fresh, mul(open(add(update, state.update)), sub(h, fresh)))];
    };
    return scanTime("gru", { steps, states: initialStates("gru", x, values, 1), cell }, values, build);
  },
});

interface BiasValues {
  readonly units: number;
  readonly use_bias: boolean;
  readonly reset_after: boolean;
  readonly bias_initializer: PlainCall;
  readonly bias_regularizer: PlainCall | null;
  readonly bias_constraint: PlainCall | null;
}

/** One weight, as in Keras: with `reset_after` its two rows belong to the input's and the state's products. */
function gruBiases(build: Build, values: BiasValues): { bias?: Tensor; recurrentBias?: Tensor } {
  if (!values.use_bias) return {};
  const width = GATES * values.units;
  const options = { regularizer: values.bias_regularizer, constraint: values.bias_constraint };
  const weight = build.weight(
    "bias",
    values.reset_after ? [2, width] : [width],
    values.bias_initializer,
    options,
  );
  if (!values.reset_after) return { bias: weight };
  const [bias, recurrentBias] = split(weight, [1, 1], 0).map((row) => reshape(row, [width]));
  return { bias, recurrentBias };
}
