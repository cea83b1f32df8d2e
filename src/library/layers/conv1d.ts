/** Convolution along time. */
import { defineLayer } from "../define-layer.ts";
import { activation } from "../kinds/activation.ts";
import { bool } from "../kinds/bool.ts";
import { dataFormat } from "../kinds/data-format.ts";
import { oneOf } from "../kinds/one-of.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import { size } from "../kinds/size.ts";
import { convolutionRules, convolve } from "../layer-parts/convolve.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { kernelAndBias } from "../layer-parts/kernel-and-bias.ts";
import { sequenceAxes } from "../layer-parts/sequence-axes.ts";

export const conv1d = defineLayer({
  name: "conv1d",
  aliases: ["convolution1d"],
  keras: "Conv1D",
  family: "convolution",
  doc: "Convolution along time: each window of `kernel_size` steps becomes `filters` numbers, so `[time, channels]` becomes `[time', filters]`. With `padding=valid` time' is `floor((time - dilation_rate * (kernel_size - 1) - 1) / strides) + 1`, with `same` and `causal` `ceil(time / strides)`; `causal` looks only at the past.",
  scene: "series",
  example: "conv1d(32, 3, padding=causal, activation=relu)",
  parameters: {
    filters: positiveInt(),
    kernel_size: size(1),
    strides: size(1, 1),
    padding: oneOf(["valid", "same", "causal"], "valid"),
    data_format: dataFormat(),
    dilation_rate: size(1, 1),
    groups: positiveInt(1),
    activation: activation("linear"),
    use_bias: bool(true),
    ...kernelAndBias,
  },
  linear: true,
  activationParameter: "activation",
  rules: convolutionRules,
  build: ([x], values, build) => {
    expectRank("conv1d", x, sequenceAxes);
    return convolve("conv1d", x, values, build);
  },
});
