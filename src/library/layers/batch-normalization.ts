/** Normalization by the statistics of the batch, and of all batches so far when it infers. */
import { add, mul, reshape, type Tensor } from "../../tensor/index.ts";
import { type Build, defineLayer } from "../define-layer.ts";
import { axis } from "../kinds/axis.ts";
import { float } from "../kinds/float.ts";
import { initializer } from "../kinds/initializer.ts";
import { only } from "../kinds/only.ts";
import { expectRank } from "../layer-parts/expect-rank.ts";
import { gammaAndBeta, gammaAndBetaLimits, gammaAndBetaParameters } from "../layer-parts/gamma-and-beta.ts";
import { maskedMoments } from "../layer-parts/masked-moments.ts";
import { alongAxes, moments, normalizeBy, normalizeCentered } from "../layer-parts/normalize.ts";
import { placeAxis } from "../place-axis.ts";

export const batchNormalization = defineLayer({
  name: "batch_normalization",
  aliases: ["batch_norm"],
  keras: "BatchNormalization",
  family: "normalization",
  doc: "Brings each channel to mean 0 and variance 1, then `gamma * x + beta`, which are learned; the shape stays. While training, mean and variance are those of the batch, and moving averages of both are kept; afterwards, and where the layer is frozen, it uses these ([Ioffe and Szegedy 2015](https://arxiv.org/abs/1502.03167)).",
  scene: "image",
  example: "conv2d(32, 3, use_bias=false)\nbatch_normalization\nrelu",
  parameters: {
    axis: axis(-1),
    momentum: float(0.99),
    epsilon: float(0.001, { least: 0 }),
    ...gammaAndBetaParameters,
    moving_mean_initializer: initializer("zeros"),
    moving_variance_initializer: initializer("ones"),
    ...gammaAndBetaLimits,
    renorm: only(false, "batch renormalization is not supported"),
    renorm_clipping: only(null, "batch renormalization is not supported"),
    renorm_momentum: float(0.99),
    synchronized: only(false, "there is one device"),
  },
  masking: "pass",
  build: ([x], values, build) => {
    expectRank("batch_normalization", x, ["features"], { orMore: true });
    const place = placeAxis("batch_normalization", x, values.axis);
    const learned = { ...gammaAndBeta(build, x, [place], values), epsilon: values.epsilon };
    const fixed = { trainable: false };
    const movingMean = build.weight("moving_mean", [x.shape[place]], values.moving_mean_initializer, fixed);
    const movingVariance = build.weight(
      "moving_variance",
      [x.shape[place]],
      values.moving_variance_initializer,
      fixed,
    );
    if (!build.training || !build.trainable) {
      const mean = alongAxes(movingMean, x, [place]);
      return normalizeBy(x, { mean, variance: alongAxes(movingVariance, x, [place]), ...learned });
    }
    const batch = batchMoments(x, place, build);
    moveTowards(movingMean, batch.mean, values.momentum, build);
    moveTowards(movingVariance, batch.variance, values.momentum, build);
    return normalizeCentered(x, { ...batch, ...learned });
  },
});

function batchMoments(x: Tensor, place: number, build: Build): { mean: Tensor; variance: Tensor } {
  const others = x.shape.map((_, axis) => axis).filter((axis) => axis !== place);
  const [mask] = build.masks;
  return mask === undefined ? moments(x, others) : maskedMoments(x, mask, others);
}

/** moving · momentum + batch · (1 − momentum), with the biased variance as in Keras. */
function moveTowards(moving: Tensor, batch: Tensor, momentum: number, build: Build): void {
  build.update(moving, add(mul(moving, momentum), mul(reshape(batch, moving.shape), 1 - momentum)));
}
