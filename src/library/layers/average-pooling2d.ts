/** The mean of each window of an image. */
import { div, fill, sumPool } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { size } from "../kinds/size.ts";
import { poolingParameters, poolingWindow } from "../layer-parts/pooling.ts";

export const averagePooling2d = defineLayer({
  name: "average_pooling2d",
  aliases: ["avg_pool2d"],
  keras: "AveragePooling2D",
  family: "pooling",
  doc: "The mean of each window of an image, channel by channel: `[height, width, channels]` becomes `[height', width', channels]`. The window moves by its own size unless `strides` are given; with `padding=same` only what lies inside the image counts.",
  scene: "image",
  example: "conv2d(32, 3, activation=relu)\naverage_pooling2d(2)",
  parameters: { pool_size: size(2), ...poolingParameters },
  build: ([x], values) => {
    const window = poolingWindow("average_pooling2d", x, values);
    const total = sumPool(x, window);
    if (values.padding === "valid") return div(total, values.pool_size[0] * values.pool_size[1]);
    const [, height, width] = x.shape;
    return div(total, sumPool(fill(x, 1, [1, height, width, 1]), window));
  },
});
