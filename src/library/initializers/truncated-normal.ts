/** `truncated_normal`: a normal distribution without what lies further than two standard deviations from its mean. */
import { defineInitializer, type InitializerContext } from "../define-initializer.ts";
import { float } from "../kinds/float.ts";
import { seed, sourceOf } from "./seed.ts";
import { truncatedNormalNumbers } from "./truncated-normal-numbers.ts";

export const truncatedNormal = defineInitializer({
  name: "truncated_normal",
  keras: "TruncatedNormal",
  doc: "Numbers from a normal distribution with `mean` and `stddev`, drawn again while they lie more than two standard deviations from the mean.",
  example: "dense(64, activation=gelu, kernel_initializer=truncated_normal(stddev=0.02))",
  parameters: { mean: float(0), stddev: float(0.05, { least: 0 }), seed: seed() },
  sample: truncatedNumbers,
});

/** Numbers of this mean, none further from it than two standard deviations. */
export function truncatedNumbers(
  { mean, stddev, seed }: { readonly mean: number; readonly stddev: number; readonly seed: number | null },
  context: InitializerContext,
): Float32Array {
  const normal = truncatedNormalNumbers(sourceOf(seed, context), context.count);
  return Float32Array.from(normal, (z) => mean + stddev * z);
}
