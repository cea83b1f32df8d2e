import * as tf from "@tensorflow/tfjs-core";

/** conv2d with a kernel [height, width, 1, in · per channel] of its own for each channel. */
export function depthwiseConv2d(
  x: tf.Tensor,
  kernel: tf.Tensor,
  strides: [number, number],
  pad: "same" | "valid",
  dilation: [number, number],
): tf.Tensor {
  const [height, width, , out] = kernel.shape as [number, number, number, number];
  const channels = x.shape[3] as number;
  return tf.tidy(() => {
    const filter = tf.reshape<tf.Rank.R4>(kernel, [height, width, channels, out / channels]);
    return tf.depthwiseConv2d(x as tf.Tensor4D, filter, strides, pad, "NHWC", dilation);
  });
}
