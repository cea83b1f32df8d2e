/** A convolution in two acts: each channel on its own, then the channels with each other. */
import { add, dot, reshape } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { activation } from "../kinds/activation.ts";
import { activityRegularizer } from "../kinds/activity-regularizer.ts";
import { bool } from "../kinds/bool.ts";
import { constraint } from "../kinds/constraint.ts";
import { dataFormat } from "../kinds/data-format.ts";
import { initializer } from "../kinds/initializer.ts";
import { oneOf } from "../kinds/one-of.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import { regularizer } from "../kinds/regularizer.ts";
import { size } from "../kinds/size.ts";
import { strideRules } from "../layer-parts/convolve.ts";
import { convolveDepthwise } from "../layer-parts/convolve-depthwise.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { imageAxes } from "../layer-parts/image-axes.ts";
import { biasWeight, finish } from "../layer-parts/kernel-and-bias.ts";

export const separableConv2d = defineLayer({
  name: "separable_conv2d",
  aliases: ["separable_convolution2d"],
  keras: "SeparableConv2D",
  family: "convolution",
  doc: "A convolution with far fewer weights: each channel of an image is convolved on its own, then the channels of each place are mixed. `[height, width, channels]` becomes `[height', width', filters]`, with the sizes of `conv2d` ([Chollet 2017](https://arxiv.org/abs/1610.02357)).",
  scene: "image",
  example: "separable_conv2d(64, 3, padding=same, activation=relu)",
  parameters: {
    filters: positiveInt(),
    kernel_size: size(2),
    strides: size(2, 1),
    padding: oneOf(["valid", "same"], "valid"),
    data_format: dataFormat(),
    dilation_rate: size(2, 1),
    depth_multiplier: positiveInt(1),
    activation: activation("linear"),
    use_bias: bool(true),
    depthwise_initializer: initializer("glorot_uniform"),
    pointwise_initializer: initializer("glorot_uniform"),
    bias_initializer: initializer("zeros"),
    depthwise_regularizer: regularizer(),
    pointwise_regularizer: regularizer(),
    bias_regularizer: regularizer(),
    activity_regularizer: activityRegularizer(),
    depthwise_constraint: constraint(),
    pointwise_constraint: constraint(),
    bias_constraint: constraint(),
  },
  linear: true,
  activationParameter: "activation",
  rules: strideRules,
  build: ([x], values, build) => {
    expectRank("separable_conv2d", x, imageAxes);
    const {
      filters,
      pointwise_initializer,
      pointwise_regularizer: regularizer,
      pointwise_constraint: constraint,
    } = values;
    const deep = convolveDepthwise("separable_conv2d", x, "depthwise_kernel", values, build);
    const channels = deep.shape[deep.shape.length - 1];
    const options = { regularizer, constraint };
    const pointwise = build.weight(
      "pointwise_kernel",
      [1, 1, channels, filters],
      pointwise_initializer,
      options,
    );
    const y = dot(deep, reshape(pointwise, [channels, filters]));
    return finish(build, values.use_bias ? add(y, biasWeight(build, [filters], values)) : y, values);
  },
});
