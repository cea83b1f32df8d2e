/** `random_uniform`: every number of an interval is as likely as any other. */
import { defineInitializer, type InitializerContext } from "../define-initializer.ts";
import { float } from "../kinds/float.ts";
import { seed, sourceOf } from "./seed.ts";

export const randomUniform = defineInitializer({
  name: "random_uniform",
  aliases: ["uniform"],
  keras: "RandomUniform",
  doc: "Numbers between `minval` and `maxval`, all equally likely.",
  scene: "words",
  example: "embedding(10_000, 64, embeddings_initializer=random_uniform(-0.1, 0.1))",
  parameters: { minval: float(-0.05), maxval: float(0.05), seed: seed() },
  rules: ({ minval, maxval }, at) =>
    (minval as number) <= (maxval as number)
      ? []
      : [
          {
            problem: "rule",
            span: at("maxval"),
            found: `maxval is ${maxval}, which is below minval, ${minval}`,
            expected: "maxval must be at least minval.",
          },
        ],
  sample: randomUniformNumbers,
});

/** Numbers from `minval` up to `maxval`. */
export function randomUniformNumbers(
  {
    minval,
    maxval,
    seed,
  }: { readonly minval: number; readonly maxval: number; readonly seed: number | null },
  context: InitializerContext,
): Float32Array {
  const uniform = sourceOf(seed, context).uniform(context.count);
  return uniform.map((u) => minval + u * (maxval - minval));
}
