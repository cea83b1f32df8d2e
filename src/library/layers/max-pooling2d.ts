/** The largest value of each window of an image. */
import { maxPool } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { size } from "../kinds/size.ts";
import { poolingParameters, poolingWindow } from "../layer-parts/pooling.ts";

export const maxPooling2d = defineLayer({
  name: "max_pooling2d",
  aliases: ["max_pool2d"],
  keras: "MaxPooling2D",
  family: "pooling",
  doc: "The largest value of each window of an image, channel by channel: `[height, width, channels]` becomes `[height', width', channels]`. The window moves by its own size unless `strides` are given, so 2 halves height and width.",
  scene: "image",
  example: "conv2d(32, 3, activation=relu)\nmax_pooling2d",
  parameters: { pool_size: size(2, 2), ...poolingParameters },
  build: ([x], values) => maxPool(x, poolingWindow("max_pooling2d", x, values)),
});
