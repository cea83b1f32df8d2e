/** `random_uniform`: every number of an interval is as likely as any other. */
import { defineInitializer } from "../define-initializer.ts";
import { float } from "../kinds/float.ts";
import { seed, sourceOf } from "./seed.ts";

export const randomUniform = defineInitializer({
  name: "random_uniform",
  aliases: ["uniform"],
  keras: "RandomUniform",
  doc: "Numbers between `minval` and `maxval`, all equally likely.",
  parameters: { minval: float(-0.05), maxval: float(0.05), seed: seed() },
  rules: ({ minval, maxval }, at) =>
    (minval as number) <= (maxval as number)
      ? []
      : [
          {
            problem: "rule",
            span: at("maxval"),
            found: `maxval is ${maxval}, which is below minval, ${minval}`,
            expected: "maxval must be at least minval",
          },
        ],
  sample: ({ minval, maxval, seed: given }, context) =>
    sourceOf(given, context)
      .uniform(context.count)
      .map((u) => minval + u * (maxval - minval)),
});
