/** A vector for each whole number. */
import { gather, notEqual } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { bool } from "../kinds/bool.ts";
import { constraint } from "../kinds/constraint.ts";
import { initializer } from "../kinds/initializer.ts";
import { only } from "../kinds/only.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import { regularizer } from "../kinds/regularizer.ts";

export const embedding = defineLayer({
  name: "embedding",
  keras: "Embedding",
  family: "core",
  doc: "A learned vector for each whole number from 0 to `input_dim - 1`, which stand for words or categories: `[…]` becomes `[…, output_dim]`. With `mask_zero`, later layers leave out the places of 0.",
  scene: "words",
  example: "embedding(10_000, 64)",
  parameters: {
    input_dim: positiveInt(),
    output_dim: positiveInt(),
    embeddings_initializer: initializer("random_uniform"),
    embeddings_regularizer: regularizer(),
    embeddings_constraint: constraint(),
    mask_zero: bool(false),
    lora_rank: only(null, "low-rank adaptation is not supported"),
    lora_alpha: only(null, "low-rank adaptation is not supported"),
    quantization_config: only(null, "quantization is not supported"),
  },
  reads: "i32",
  masking: "use",
  build: ([x], values, build) => {
    const {
      input_dim,
      output_dim,
      embeddings_regularizer: regularizer,
      embeddings_constraint: constraint,
    } = values;
    const options = { regularizer, constraint };
    const table = build.weight("embeddings", [input_dim, output_dim], values.embeddings_initializer, options);
    return { outputs: [gather(table, x, 0)], mask: values.mask_zero ? notEqual(x, 0) : undefined };
  },
});
