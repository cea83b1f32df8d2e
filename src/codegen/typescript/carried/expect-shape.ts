import * as tf from "@tensorflow/tfjs-core";

/** The tensor itself. Throws RangeError where it has another shape, which broadcasting might hide. */
export function expectShape<R extends tf.Rank>(
  name: string,
  tensor: tf.Tensor<R>,
  expected: number[],
): tf.Tensor<R> {
  if (tf.util.arraysEqual(tensor.shape, expected)) return tensor;
  throw new RangeError(`${name} has the shape [${tensor.shape}]; it must have [${expected}].`);
}
