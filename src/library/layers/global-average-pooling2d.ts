/** The mean over an image. */
import { mean } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { bool } from "../kinds/bool.ts";
import { dataFormat } from "../kinds/data-format.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { imageAxes } from "../layer-parts/image-axes.ts";

export const globalAveragePooling2d = defineLayer({
  name: "global_average_pooling2d",
  aliases: ["global_avg_pool2d"],
  keras: "GlobalAveragePooling2D",
  family: "pooling",
  doc: "The mean of each channel of an image: `[height, width, channels]` becomes `[channels]`, with `keepdims` `[1, 1, channels]`.",
  scene: "image",
  example: "conv2d(64, 3, activation=relu)\nglobal_average_pooling2d",
  parameters: { data_format: dataFormat(), keepdims: bool(false) },
  build: ([x], { keepdims: keepDims }) => {
    expectRank("global_average_pooling2d", x, imageAxes);
    return mean(x, [1, 2], { keepDims });
  },
});
