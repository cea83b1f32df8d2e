/** The parameters and the window that pooling layers over images share. */
import type { Tensor } from "../../tensor/index.ts";
import { dataFormat } from "../kinds/data-format.ts";
import { nullable } from "../kinds/nullable.ts";
import { oneOf } from "../kinds/one-of.ts";
import { type Size, size } from "../kinds/size.ts";
import { expectRank } from "./expect-rank.ts";
import { imageAxes } from "./image-axes.ts";

/** All but `pool_size`, whose default differs. */
export const poolingParameters = {
  strides: nullable(size(2)),
  padding: oneOf(["valid", "same"], "valid"),
  data_format: dataFormat(),
};

interface PoolingValues {
  readonly pool_size: Size<2>;
  readonly strides: Size<2> | null;
  readonly padding: "valid" | "same";
}

/** The window over an image; without strides it moves by its own size. */
export function poolingWindow(
  layer: string,
  x: Tensor,
  { pool_size: window, strides, padding }: PoolingValues,
) {
  expectRank(layer, x, imageAxes);
  return { window, strides: strides ?? window, padding };
}
