/** The convolution that runs the other way: from a small image to a large one. */
import { add, convInputGrad } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { activation } from "../kinds/activation.ts";
import { bool } from "../kinds/bool.ts";
import { dataFormat } from "../kinds/data-format.ts";
import { nullable } from "../kinds/nullable.ts";
import { oneOf } from "../kinds/one-of.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import { size } from "../kinds/size.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { imageAxes } from "../layer-parts/image-axes.ts";
import { biasWeight, finish, kernelAndBias, kernelWeight } from "../layer-parts/kernel-and-bias.ts";
import { transposeGeometry, transposeRules } from "../layer-parts/transpose-geometry.ts";

export const conv2dTranspose = defineLayer({
  name: "conv2d_transpose",
  aliases: ["convolution2d_transpose"],
  keras: "Conv2DTranspose",
  family: "convolution",
  doc: "Transposed convolution, which makes images larger: each place is spread over a window of the output. `[height, width, channels]` becomes `[height', width', filters]`, where height' is `height * strides` with `padding=same` and `(height - 1) * strides + max(dilation_rate * (kernel_size - 1) + 1, strides)` with `valid`, unless `output_padding` is given ([Dumoulin and Visin 2016](https://arxiv.org/abs/1603.07285)).",
  scene: "image",
  example: "conv2d_transpose(16, 3, strides=2, padding=same, activation=relu)",
  parameters: {
    filters: positiveInt(),
    kernel_size: size(2),
    strides: size(2, 1),
    padding: oneOf(["valid", "same"], "valid"),
    output_padding: nullable(size(2, undefined, { least: 0 })),
    data_format: dataFormat(),
    dilation_rate: size(2, 1),
    activation: activation("linear"),
    use_bias: bool(true),
    ...kernelAndBias,
  },
  linear: true,
  activationParameter: "activation",
  rules: transposeRules,
  build: ([x], values, build) => {
    expectRank("conv2d_transpose", x, imageAxes);
    const { filters, kernel_size, strides, dilation_rate: dilation } = values;
    const [batch, height, width, channels] = x.shape;
    const kernel = kernelWeight(build, [...kernel_size, filters, channels], values);
    const { sizes, padding } = transposeGeometry([height, width], values);
    const y = convInputGrad(x, kernel, [batch, ...sizes, filters], { strides, padding, dilation });
    return finish(build, values.use_bias ? add(y, biasWeight(build, [filters], values)) : y, values);
  },
});
