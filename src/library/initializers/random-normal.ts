/** `random_normal`: a normal distribution. */
import { defineInitializer, type InitializerContext } from "../define-initializer.ts";
import { float } from "../kinds/float.ts";
import { normalNumbers } from "./normal-numbers.ts";
import { seed, sourceOf } from "./seed.ts";

export const randomNormal = defineInitializer({
  name: "random_normal",
  aliases: ["normal"],
  keras: "RandomNormal",
  doc: "Numbers from a normal distribution with `mean` and `stddev`.",
  scene: "words",
  example: "embedding(10_000, 64, embeddings_initializer=random_normal(stddev=0.02))",
  parameters: { mean: float(0), stddev: float(0.05, { least: 0 }), seed: seed() },
  sample: randomNormalNumbers,
});

/** Numbers of this mean and standard deviation. */
export function randomNormalNumbers(
  { mean, stddev, seed }: { readonly mean: number; readonly stddev: number; readonly seed: number | null },
  context: InitializerContext,
): Float32Array {
  const normal = normalNumbers(sourceOf(seed, context), context.count);
  return Float32Array.from(normal, (z) => mean + stddev * z);
}
