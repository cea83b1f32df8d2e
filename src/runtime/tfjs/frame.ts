/** The values of one run. */
import type * as tf from "@tensorflow/tfjs-core";

/** Values by number; a tape is the list of its rows. Host values stand here as numbers too. */
export interface Frame {
  readonly tensors: (tf.Tensor | tf.Tensor[] | undefined)[];
  readonly hosts: number[];
}

/** The tensor at a number. Throws where it is not there: an error in a plan. */
export function tensorAt({ tensors }: Frame, id: number): tf.Tensor {
  const tensor = tensors[id];
  if (tensor === undefined || Array.isArray(tensor)) throw new Error(`value ${id} is no tensor here`);
  return tensor;
}

/** The tensor at a number, or the rows of a tape; nothing where it is gone. */
export function tensorsAt({ tensors }: Frame, id: number): readonly tf.Tensor[] {
  const value = tensors[id];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Disposes values that nobody reads any more. */
export function release({ tensors }: Frame, ids: readonly number[]): void {
  for (const id of ids) {
    const value = tensors[id];
    if (Array.isArray(value)) for (const row of value) row.dispose();
    else value?.dispose();
    tensors[id] = undefined;
  }
}
