import type * as tf from "@tensorflow/tfjs-core";

/** Zeros on the host, to become a tensor of the same dtype as `like`. */
export function newValues(like: tf.Tensor, size: number): Float32Array | Int32Array | Uint8Array {
  if (like.dtype === "int32") return new Int32Array(size);
  return like.dtype === "bool" ? new Uint8Array(size) : new Float32Array(size);
}
