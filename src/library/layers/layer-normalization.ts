/** Normalization of each example by its own statistics. */
import { defineLayer } from "../define-layer.ts";
import { axes } from "../kinds/axes.ts";
import { float } from "../kinds/float.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { gammaAndBeta, gammaAndBetaLimits, gammaAndBetaParameters } from "../layer-parts/gamma-and-beta.ts";
import { moments, normalizeCentered } from "../layer-parts/normalize.ts";
import { placeAxis } from "../place-axis.ts";

export const layerNormalization = defineLayer({
  name: "layer_normalization",
  aliases: ["layer_norm"],
  keras: "LayerNormalization",
  family: "normalization",
  doc: "Brings each example to mean 0 and variance 1 over `axis`, then `gamma * x + beta`, which are learned; the shape stays, and no batch is needed ([Ba et al. 2016](https://arxiv.org/abs/1607.06450)).",
  scene: "series",
  example: "dense(64, activation=gelu)\nlayer_normalization",
  parameters: {
    axis: axes([-1]),
    epsilon: float(0.001, { least: 0 }),
    ...gammaAndBetaParameters,
    ...gammaAndBetaLimits,
  },
  masking: "pass",
  build: ([x], values, build) => {
    expectRank("layer_normalization", x, ["features"], { orMore: true });
    // Keras sorts the axes as they are written, negative ones first, and so are the sizes of its weights.
    const places = values.axis
      .toSorted((a, b) => a - b)
      .map((axis) => placeAxis("layer_normalization", x, axis));
    const learned = gammaAndBeta(build, x, places, values);
    return normalizeCentered(x, { ...moments(x, places), ...learned, epsilon: values.epsilon });
  },
});
