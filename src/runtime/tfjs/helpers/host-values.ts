import * as tf from "@tensorflow/tfjs-core";

/**
 * A tensor's values on the host, row-major: the backend's own memory where it lets us see it. For reading only, and only until
 * the next tensor is made, since that may move the memory.
 */
export function hostValues(x: tf.Tensor): Float32Array | Int32Array | Uint8Array {
  const backend: object = tf.backend();
  if (!("typedArrayFromHeap" in backend)) return x.dataSync();
  return (backend as { typedArrayFromHeap: (x: tf.Tensor) => Float32Array }).typedArrayFromHeap(x);
}
