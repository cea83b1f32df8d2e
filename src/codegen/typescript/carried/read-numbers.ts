import type * as tf from "@tensorflow/tfjs-core";

/** The numbers that scalars hold, by name; the scalars are disposed of. */
export async function readNumbers<Name extends string>(
  scalars: Record<Name, tf.Tensor>,
): Promise<Record<Name, number>> {
  const numbers = {} as Record<Name, number>;
  for (const [name, scalar] of Object.entries(scalars) as [Name, tf.Tensor][]) {
    numbers[name] = (await scalar.data())[0];
    scalar.dispose();
  }
  return numbers;
}
