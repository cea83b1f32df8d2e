/** The largest value over an image. */
import { max } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { bool } from "../kinds/bool.ts";
import { dataFormat } from "../kinds/data-format.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { imageAxes } from "../layer-parts/image-axes.ts";

export const globalMaxPooling2d = defineLayer({
  name: "global_max_pooling2d",
  aliases: ["global_max_pool2d"],
  keras: "GlobalMaxPooling2D",
  family: "pooling",
  doc: "The largest value of each channel of an image: `[height, width, channels]` becomes `[channels]`, with `keepdims` `[1, 1, channels]`.",
  scene: "image",
  example: "conv2d(64, 3, activation=relu)\nglobal_max_pooling2d",
  parameters: { data_format: dataFormat(), keepdims: bool(false) },
  build: ([x], { keepdims: keepDims }) => {
    expectRank("global_max_pooling2d", x, imageAxes);
    return max(x, [1, 2], { keepDims });
  },
});
