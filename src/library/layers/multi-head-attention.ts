/** Attention with several heads. */
import { mul, sigmoid, type Tensor } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { axes } from "../kinds/axes.ts";
import { bool } from "../kinds/bool.ts";
import { float } from "../kinds/float.ts";
import { int } from "../kinds/int.ts";
import { listOf } from "../kinds/list-of.ts";
import { nullable } from "../kinds/nullable.ts";
import { only } from "../kinds/only.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import { tensor } from "../kinds/tensor.ts";
import { attend } from "../layer-parts/attend.ts";
import { attentionAxes, expectAttention } from "../layer-parts/attention-axes.ts";
import { attentionMask } from "../layer-parts/attention-mask.ts";
import { kernelAndBias } from "../layer-parts/kernel-and-bias.ts";
import { projectHeads, projectOutput } from "../layer-parts/project-heads.ts";

export const multiHeadAttention = defineLayer({
  name: "multi_head_attention",
  keras: "MultiHeadAttention",
  family: "attention",
  doc: "Attention with several heads: each step takes from all others what its query finds in their keys, `softmax(query · keyᵀ / √key_dim) · value` in each head. `[time, features]` gives `[time, features]`: one input attends to itself; `(query, value) -> multi_head_attention(8, 64)` to another, with a third input where the keys are not the values. With `return_attention_scores` it gives the scores too ([Vaswani et al. 2017](https://arxiv.org/abs/1706.03762)).",
  scene: "series",
  example:
    "attended = series -> multi_head_attention(4, key_dim=16)\n(series, attended) -> add -> layer_normalization",
  parameters: {
    num_heads: positiveInt(),
    key_dim: positiveInt(),
    value_dim: nullable(positiveInt()),
    dropout: float(0, { least: 0, most: 1 }),
    use_bias: bool(true),
    output_shape: nullable(listOf(positiveInt(), undefined, { single: true })),
    attention_axes: nullable(axes()),
    sliding_window: nullable(positiveInt()),
    flash_attention: only(null, "there is no fused kernel"),
    ...kernelAndBias,
    use_gate: bool(false),
    seed: nullable(int()),
    attention_mask: nullable(tensor()),
    return_attention_scores: bool(false),
    use_causal_mask: bool(false),
  },
  inputs: { least: 1, most: 3 },
  masking: "pass",
  build: (inputs, values, build) => {
    const [query, value = query, key = value] = inputs;
    const { num_heads, key_dim, value_dim, use_gate, output_shape } = values;
    expectAttention(query, value, key);
    const places = attentionAxes(query, values.attention_axes);
    const project = (name: string, x: Tensor, size: number) =>
      projectHeads(build, name, x, [num_heads, size], values);
    const asks = project("query", query, key_dim);
    const answers = project("key", key, key_dim);
    const gate = use_gate ? sigmoid(project("gate", query, value_dim ?? key_dim)) : undefined;
    const reads = project("value", value, value_dim ?? key_dim);
    const [queryMask, secondMask, keyMask] = build.masks;
    const valueMask = inputs.length === 1 ? queryMask : secondMask;
    const rank = query.shape.length + 2 - places.length;
    const mask = attentionMask({ rank, query, value, places, queryMask, valueMask, keyMask }, values);
    const { output, scores } = attend(
      { query: asks, key: answers, value: reads, places, mask },
      values,
      build,
    );
    const gated = gate === undefined ? output : mul(output, gate);
    const result = projectOutput(build, gated, output_shape ?? query.shape.slice(-1), values);
    return values.return_attention_scores ? [result, scores] : [result];
  },
});
