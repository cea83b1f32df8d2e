/** Convolution over images. */
import { defineLayer } from "../define-layer.ts";
import { activation } from "../kinds/activation.ts";
import { bool } from "../kinds/bool.ts";
import { dataFormat } from "../kinds/data-format.ts";
import { oneOf } from "../kinds/one-of.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import { size } from "../kinds/size.ts";
import { convolutionRules, convolve } from "../layer-parts/convolve.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { imageAxes } from "../layer-parts/image-axes.ts";
import { kernelAndBias } from "../layer-parts/kernel-and-bias.ts";

export const conv2d = defineLayer({
  name: "conv2d",
  aliases: ["convolution2d"],
  keras: "Conv2D",
  family: "convolution",
  doc: "Convolution over images: each window of `kernel_size` becomes `filters` numbers, so `[height, width, channels]` becomes `[height', width', filters]`. With `padding=valid` height' is `floor((height - dilation_rate * (kernel_size - 1) - 1) / strides) + 1`, with `same` `ceil(height / strides)`; likewise width'.",
  scene: "image",
  example: "conv2d(32, 3, activation=relu)",
  parameters: {
    filters: positiveInt(),
    kernel_size: size(2),
    strides: size(2, 1),
    padding: oneOf(["valid", "same"], "valid"),
    data_format: dataFormat(),
    dilation_rate: size(2, 1),
    groups: positiveInt(1),
    activation: activation("linear"),
    use_bias: bool(true),
    ...kernelAndBias,
  },
  linear: true,
  activationParameter: "activation",
  rules: convolutionRules,
  build: ([x], values, build) => {
    expectRank("conv2d", x, imageAxes);
    return convolve("conv2d", x, values, build);
  },
});
