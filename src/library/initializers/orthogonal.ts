/** `orthogonal`: columns (or rows) that are at right angles to each other. */
import { defineInitializer, type InitializerContext } from "../define-initializer.ts";
import { float } from "../kinds/float.ts";
import { normalNumbers } from "./normal-numbers.ts";
import { orthonormalColumns } from "./orthonormal-columns.ts";
import { seed, sourceOf } from "./seed.ts";

export const orthogonal = defineInitializer({
  name: "orthogonal",
  keras: "Orthogonal",
  doc: "A random matrix with orthonormal columns, or rows where these are fewer, times `gain`; what recurrent kernels begin with. All axes but the last are taken as one ([Saxe et al. 2014](https://arxiv.org/abs/1312.6120)).",
  scene: "series",
  example: "gru(32, recurrent_initializer=orthogonal(gain=0.9))",
  parameters: { gain: float(1), seed: seed() },
  ranks: { least: 2, most: Number.POSITIVE_INFINITY },
  sample: orthogonalNumbers,
});

/** A matrix whose columns (or rows, where these are fewer) have the length `gain` and are at right angles to each other. */
export function orthogonalNumbers(
  { gain, seed }: { readonly gain: number; readonly seed: number | null },
  context: InitializerContext,
): Float32Array {
  const columns = context.shape[context.shape.length - 1];
  const rows = columns === 0 ? 0 : context.count / columns;
  const [tall, narrow] = [Math.max(rows, columns), Math.min(rows, columns)];
  const basis = orthonormalColumns(normalNumbers(sourceOf(seed, context), context.count), tall, narrow);
  const at = (row: number, column: number) =>
    rows < columns ? basis[row * tall + column] : basis[column * tall + row];
  return new Float32Array(context.count).map((_, i) => gain * at(Math.floor(i / columns), i % columns));
}
