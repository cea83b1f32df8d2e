/** `truncated_normal`: a normal distribution without what lies further than two standard deviations from its mean. */
import { defineInitializer } from "../define-initializer.ts";
import { float } from "../kinds/float.ts";
import { seed, sourceOf } from "./seed.ts";
import { truncatedNormalNumbers } from "./truncated-normal-numbers.ts";

export const truncatedNormal = defineInitializer({
  name: "truncated_normal",
  keras: "TruncatedNormal",
  doc: "Numbers from a normal distribution with `mean` and `stddev`, drawn again while they lie more than two standard deviations from the mean.",
  parameters: { mean: float(0), stddev: float(0.05, { least: 0 }), seed: seed() },
  sample: (values, context) => {
    const normal = truncatedNormalNumbers(sourceOf(values.seed, context), context.count);
    return Float32Array.from(normal, (z) => values.mean + values.stddev * z);
  },
});
