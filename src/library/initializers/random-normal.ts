/** `random_normal`: a normal distribution. */
import { defineInitializer } from "../define-initializer.ts";
import { float } from "../kinds/float.ts";
import { normalNumbers } from "./normal-numbers.ts";
import { seed, sourceOf } from "./seed.ts";

export const randomNormal = defineInitializer({
  name: "random_normal",
  aliases: ["normal"],
  keras: "RandomNormal",
  doc: "Numbers from a normal distribution with `mean` and `stddev`.",
  parameters: { mean: float(0), stddev: float(0.05, { least: 0 }), seed: seed() },
  sample: (values, context) => {
    const normal = normalNumbers(sourceOf(values.seed, context), context.count);
    return Float32Array.from(normal, (z) => values.mean + values.stddev * z);
  },
});
