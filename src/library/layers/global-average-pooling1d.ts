/** The mean over time. */
import { cast, div, expandDims, mean, select, sum } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { bool } from "../kinds/bool.ts";
import { dataFormat } from "../kinds/data-format.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { sequenceAxes } from "../layer-parts/sequence-axes.ts";

export const globalAveragePooling1d = defineLayer({
  name: "global_average_pooling1d",
  aliases: ["global_avg_pool1d"],
  keras: "GlobalAveragePooling1D",
  family: "pooling",
  doc: "The mean over time, of the steps that a mask lets count: `[time, features]` becomes `[features]`, with `keepdims` `[1, features]`.",
  scene: "words",
  example: "embedding(10_000, 64)\nglobal_average_pooling1d",
  parameters: { data_format: dataFormat(), keepdims: bool(false) },
  masking: "use",
  build: ([x], { keepdims: keepDims }, { masks: [mask] }) => {
    expectRank("global_average_pooling1d", x, sequenceAxes);
    if (mask === undefined) return mean(x, [1], { keepDims });
    const counts = expandDims(mask, 2);
    return div(sum(select(counts, x, 0), [1], { keepDims }), sum(cast(counts, "f32"), [1], { keepDims }));
  },
});
