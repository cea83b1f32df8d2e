import * as tf from "@tensorflow/tfjs-core";

/** The gradient of y = maxPool(x, window, strides, pad) over two axes, by the backend's kernel. */
export function maxPool2dGrad(
  x: tf.Tensor,
  y: tf.Tensor,
  dy: tf.Tensor,
  window: number[],
  strides: number[],
  pad: "same" | "valid",
): tf.Tensor {
  const attributes = { filterSize: window, strides, pad };
  return tf.engine().runKernel(tf.MaxPoolGrad, { dy, input: x, output: y }, attributes) as tf.Tensor;
}
