/** Dropout. */
import { mul } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { float } from "../kinds/float.ts";
import { int } from "../kinds/int.ts";
import { listOf } from "../kinds/list-of.ts";
import { nullable } from "../kinds/nullable.ts";
import { positiveInt } from "../kinds/positive-int.ts";
import { dropoutMask } from "../layer-parts/dropout-mask.ts";
import { noiseDims } from "../layer-parts/noise-dims.ts";

export const dropout = defineLayer({
  name: "dropout",
  keras: "Dropout",
  family: "regularization",
  doc: "Against learning by heart: while training, sets a share of `rate` of the values to 0 and scales the others by `1 / (1 - rate)`; afterwards it changes nothing. The shape stays. `noise_shape` drops together along its axes of size 1, and `none` there keeps the input's size ([Srivastava et al. 2014](https://jmlr.org/papers/v15/srivastava14a.html)).",
  scene: "features",
  example: "dense(64, activation=relu)\ndropout(0.3)\ndense(1)",
  parameters: {
    rate: float(undefined, { least: 0, most: 1 }),
    noise_shape: nullable(listOf(nullable(positiveInt()))),
    seed: nullable(int()),
  },
  masking: "pass",
  build: ([x], { rate, noise_shape, seed }, build) => {
    const mask = dropoutMask(build, rate, noise_shape === null ? x.shape : noiseDims(x, noise_shape), seed);
    return mask === undefined ? x : mul(x, mask);
  },
});
