import * as tf from "@tensorflow/tfjs-core";

/** The gradient of conv2d(x, kernel, strides, pad) with respect to a kernel of `shape`, by the backend's kernel. */
export function conv2dFilterGrad(
  x: tf.Tensor,
  dy: tf.Tensor,
  shape: number[],
  strides: number[],
  pad: "same" | "valid",
): tf.Tensor {
  const attributes = { strides, pad, dataFormat: "NHWC", filterShape: shape };
  return tf.engine().runKernel(tf.Conv2DBackpropFilter, { x, dy }, attributes) as tf.Tensor;
}
