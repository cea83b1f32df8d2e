/** The long short-term memory. */
import { add, mul, type Tensor, transpose } from "../../tensor/index.ts";
import { type Build, defineLayer } from "../define-layer.ts";
import { activation } from "../kinds/activation.ts";
import { bool } from "../kinds/bool.ts";
import { initializer } from "../kinds/initializer.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { gateMasks, projectGates, splitGates } from "../layer-parts/project-gates.ts";
import {
  recurrentCallParameters,
  recurrentKernels,
  recurrentParameters,
} from "../layer-parts/recurrent-parameters.ts";
import { initialStates, scanTime } from "../layer-parts/scan-time.ts";
import { sequenceAxes } from "../layer-parts/sequence-axes.ts";
import type { PlainCall } from "../value.ts";

const GATES = 4;

export const lstm = defineLayer({
  name: "lstm",
  keras: "LSTM",
  family: "recurrent",
  doc: "Long short-term memory: reads `[time, features]` step by step and gives its last output, `[units]`, or all of them with `return_sequences`, `[time, units]`; with `return_state` also its two states. Gates in the order input, forget, cell, output ([Hochreiter and Schmidhuber 1997](https://doi.org/10.1162/neco.1997.9.8.1735)).",
  scene: "series",
  example: "lstm(32, return_sequences=true)\nlstm(16)",
  parameters: {
    units: positiveInt(),
    activation: activation("tanh"),
    recurrent_activation: activation("sigmoid"),
    use_bias: bool(true),
    kernel_initializer: initializer("glorot_uniform"),
    recurrent_initializer: initializer("orthogonal"),
    bias_initializer: initializer("zeros"),
    unit_forget_bias: bool(true),
    ...recurrentParameters,
    ...recurrentCallParameters,
  },
  masking: "use",
  activationParameter: "activation",
  build: ([x], values, build) => {
    expectRank("lstm", x, sequenceAxes);
    const { units, activation, recurrent_activation: open } = values;
    const { kernel, recurrent, bias } = build.scope("lstm_cell", () => ({
      ...recurrentKernels(build, x, units, GATES, values),
      bias: values.use_bias ? lstmBias(build, values) : undefined,
    }));
    const masks = gateMasks(build, x, GATES, values);
    const products = projectGates(transpose(x, [1, 0, 2]), kernel, masks.input);
    const steps = bias === undefined ? products : add(products, bias);
    const cell = (step: Tensor, [h, c]: readonly Tensor[]) => {
      const [i, f, candidate, o] = splitGates(add(step, projectGates(h, recurrent, masks.state)), GATES);
      const next = add(mul(open(f), c), mul(open(i), activation(candidate)));
      return [mul(open(o), activation(next)), next];
    };
    return scanTime("lstm", { steps, states: initialStates("lstm", x, values, 2), cell }, values, build);
  },
});

interface BiasValues {
  readonly units: number;
  readonly bias_initializer: PlainCall;
  readonly unit_forget_bias: boolean;
  readonly bias_regularizer: PlainCall | null;
  readonly bias_constraint: PlainCall | null;
}

/** The forget gate's part of the bias begins at 1 unless told otherwise, so that memory lasts from the start. */
function lstmBias(build: Build, values: BiasValues): Tensor {
  const { bias_initializer, bias_regularizer: regularizer, bias_constraint: constraint } = values;
  const begins = values.unit_forget_bias
    ? { name: "unit_forget_bias", arguments: { bias_initializer } }
    : bias_initializer;
  return build.weight("bias", [GATES * values.units], begins, { regularizer, constraint });
}
