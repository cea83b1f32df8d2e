/** A convolution of each channel on its own, with its weight: the body of depthwise_conv2d, the first act of separable_conv2d. */
import { conv, reshape, type Tensor } from "../../tensor/index.ts";
import type { Build } from "../define-layer.ts";
import { numberOf } from "../number-of.ts";
import type { PlainCall } from "../value.ts";

interface DepthwiseValues {
  readonly kernel_size: readonly number[];
  readonly strides: readonly number[];
  readonly padding: "valid" | "same";
  readonly dilation_rate: readonly number[];
  readonly depth_multiplier: number;
  readonly depthwise_initializer: PlainCall;
  readonly depthwise_regularizer: PlainCall | null;
  readonly depthwise_constraint: PlainCall | null;
}

/** `x`: [batch, …spatial, channels]; gives [batch, …spatial, channels · depth_multiplier]. */
export function convolveDepthwise(
  layer: string,
  x: Tensor,
  name: string,
  values: DepthwiseValues,
  build: Build,
): Tensor {
  const { kernel_size, strides, padding, dilation_rate: dilation, depth_multiplier } = values;
  const channels = numberOf(layer, x, x.shape.length - 1);
  const kernel = build.weight(
    name,
    [...kernel_size, channels, depth_multiplier],
    values.depthwise_initializer,
    {
      regularizer: values.depthwise_regularizer,
      constraint: values.depthwise_constraint,
    },
  );
  const flat = reshape(kernel, [...kernel_size, 1, channels * depth_multiplier]);
  return conv(x, flat, { strides, padding, dilation, groups: channels });
}
