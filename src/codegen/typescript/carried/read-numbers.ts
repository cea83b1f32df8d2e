import type * as tf from "@tensorflow/tfjs-core";

/** The numbers that scalars hold, by name; the scalars are disposed of. */
export async function readNumbers<Name extends string>(
  scalars: Record<Name, tf.Tensor>,
): Promise<Record<Name, number>> {
  const numbers = {} as Record<Name, number>;
  for (const name of Object.keys(scalars) as Name[]) {
    numbers[name] = (await scalars[name].data())[0];
    scalars[name].dispose();
  }
  return numbers;
}
