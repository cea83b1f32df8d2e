/** Each example as one vector. */
import { reshape, sizeOf } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { dataFormat } from "../kinds/data-format.ts";

export const flatten = defineLayer({
  name: "flatten",
  keras: "Flatten",
  family: "reshaping",
  doc: "Makes one row of each example, the last axis running fastest: `[28, 28, 1]` becomes `[784]`.",
  scene: "image",
  example: "conv2d(16, 3, strides=2, activation=relu)\nflatten",
  parameters: { data_format: dataFormat() },
  reads: "any",
  build: ([x]) => reshape(x, [x.shape[0], sizeOf(x.shape.slice(1))]),
});
