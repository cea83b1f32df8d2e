/** The losses that are metrics too, under the same names. */
import type { Metric } from "../define-metric.ts";
import { binaryCrossentropy } from "../losses/binary-crossentropy.ts";
import { categoricalCrossentropy } from "../losses/categorical-crossentropy.ts";
import { categoricalHinge } from "../losses/categorical-hinge.ts";
import { hinge } from "../losses/hinge.ts";
import { huber } from "../losses/huber.ts";
import { klDivergence } from "../losses/kl-divergence.ts";
import { meanAbsoluteError } from "../losses/mean-absolute-error.ts";
import { meanAbsolutePercentageError } from "../losses/mean-absolute-percentage-error.ts";
import { meanSquaredError } from "../losses/mean-squared-error.ts";
import { meanSquaredLogarithmicError } from "../losses/mean-squared-logarithmic-error.ts";
import { poisson } from "../losses/poisson.ts";
import { sparseCategoricalCrossentropy } from "../losses/sparse-categorical-crossentropy.ts";
import { squaredHinge } from "../losses/squared-hinge.ts";
import { metricOfLoss } from "./metric-of-loss.ts";

export const lossMetrics: readonly Metric[] = [
  metricOfLoss(binaryCrossentropy, { axis: -1 }),
  ...[
    categoricalCrossentropy,
    categoricalHinge,
    hinge,
    huber,
    klDivergence,
    meanAbsoluteError,
    meanAbsolutePercentageError,
    meanSquaredError,
    meanSquaredLogarithmicError,
    poisson,
    sparseCategoricalCrossentropy,
    squaredHinge,
  ].map((loss) => metricOfLoss(loss)),
];
