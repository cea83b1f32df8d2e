/** `identity`: the matrix that changes nothing. */
import { defineInitializer, type InitializerContext } from "../define-initializer.ts";
import { float } from "../kinds/float.ts";

export const identity = defineInitializer({
  name: "identity",
  keras: "Identity",
  doc: "The identity matrix times `gain`, for weights with two dims; a matrix that is not square is cut or filled with 0.",
  example: "dense(16, kernel_initializer=identity)",
  parameters: { gain: float(1) },
  ranks: { least: 2, most: 2 },
  sample: identityNumbers,
});

/** `gain` along the diagonal. */
export function identityNumbers(
  { gain }: { readonly gain: number },
  { shape: [rows, columns], count }: InitializerContext,
): Float32Array {
  const values = new Float32Array(count);
  for (let i = 0; i < Math.min(rows, columns); i++) values[i * columns + i] = gain;
  return values;
}
