/** Larger images, by repetition or by straight lines between places. */
import { defineLayer } from "../define-layer.ts";
import { dataFormat } from "../kinds/data-format.ts";
import { oneOf } from "../kinds/one-of.ts";
import { size } from "../kinds/size.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { imageAxes } from "../layer-parts/image-axes.ts";
import { interpolateAxis } from "../layer-parts/interpolate-axis.ts";
import { repeatAxis } from "../layer-parts/repeat-axis.ts";

export const upSampling2d = defineLayer({
  name: "up_sampling2d",
  keras: "UpSampling2D",
  family: "reshaping",
  doc: "Makes an image `size` times as high and wide: `[height, width, channels]` becomes `[height * size, width * size, channels]`. `nearest` repeats each place, `bilinear` draws straight lines between them.",
  scene: "image",
  example: "up_sampling2d(2, interpolation=bilinear)",
  parameters: {
    size: size(2, 2),
    data_format: dataFormat(),
    interpolation: oneOf(["nearest", "bilinear"], "nearest"),
  },
  build: ([x], { size: [high, wide], interpolation }) => {
    expectRank("up_sampling2d", x, imageAxes);
    const stretch = interpolation === "nearest" ? repeatAxis : interpolateAxis;
    return stretch(stretch(x, 1, high), 2, wide);
  },
});
