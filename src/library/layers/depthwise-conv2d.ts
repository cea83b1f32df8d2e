/** A convolution of each channel on its own. */
import { add } from "../../tensor/index.ts";
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

export const depthwiseConv2d = defineLayer({
  name: "depthwise_conv2d",
  keras: "DepthwiseConv2D",
  family: "convolution",
  doc: "Convolves each channel of an image on its own: `[height, width, channels]` becomes `[height', width', channels * depth_multiplier]`, with the sizes of `conv2d`.",
  scene: "image",
  example: "depthwise_conv2d(3, depth_multiplier=2, activation=relu)",
  parameters: {
    kernel_size: size(2),
    strides: size(2, 1),
    padding: oneOf(["valid", "same"], "valid"),
    depth_multiplier: positiveInt(1),
    data_format: dataFormat(),
    dilation_rate: size(2, 1),
    activation: activation("linear"),
    use_bias: bool(true),
    depthwise_initializer: initializer("glorot_uniform"),
    bias_initializer: initializer("zeros"),
    depthwise_regularizer: regularizer(),
    bias_regularizer: regularizer(),
    activity_regularizer: activityRegularizer(),
    depthwise_constraint: constraint(),
    bias_constraint: constraint(),
  },
  linear: true,
  activationParameter: "activation",
  rules: strideRules,
  build: ([x], values, build) => {
    expectRank("depthwise_conv2d", x, imageAxes);
    const y = convolveDepthwise("depthwise_conv2d", x, "kernel", values, build);
    const channels = y.shape[y.shape.length - 1];
    return finish(build, values.use_bias ? add(y, biasWeight(build, [channels], values)) : y, values);
  },
});
