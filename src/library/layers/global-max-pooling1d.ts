/** The largest value over time. */
import { max } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { bool } from "../kinds/bool.ts";
import { dataFormat } from "../kinds/data-format.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { sequenceAxes } from "../layer-parts/sequence-axes.ts";

export const globalMaxPooling1d = defineLayer({
  name: "global_max_pooling1d",
  aliases: ["global_max_pool1d"],
  keras: "GlobalMaxPooling1D",
  family: "pooling",
  doc: "The largest value of each feature over time: `[time, features]` becomes `[features]`, with `keepdims` `[1, features]`.",
  scene: "series",
  example: "conv1d(32, 5, activation=relu)\nglobal_max_pooling1d",
  parameters: { data_format: dataFormat(), keepdims: bool(false) },
  build: ([x], { keepdims: keepDims }) => {
    expectRank("global_max_pooling1d", x, sequenceAxes);
    return max(x, [1], { keepDims });
  },
});
