/** All metrics, in the order in which documentation lists them. */
import type { Metric } from "../define-metric.ts";
import { accuracy } from "./accuracy.ts";
import { auc } from "./auc.ts";
import { binaryAccuracy } from "./binary-accuracy.ts";
import { binaryIoU } from "./binary-io-u.ts";
import { categoricalAccuracy } from "./categorical-accuracy.ts";
import { concordanceCorrelation } from "./concordance-correlation.ts";
import { cosineSimilarityMetric } from "./cosine-similarity.ts";
import { fBetaScore } from "./f-beta-score.ts";
import { f1Score } from "./f1-score.ts";
import { falseNegatives } from "./false-negatives.ts";
import { falsePositives } from "./false-positives.ts";
import { ioU } from "./io-u.ts";
import { logCoshError } from "./log-cosh-error.ts";
import { lossMetrics } from "./loss-metrics.ts";
import { meanIoU } from "./mean-io-u.ts";
import { oneHotIoU } from "./one-hot-io-u.ts";
import { oneHotMeanIoU } from "./one-hot-mean-io-u.ts";
import { pearsonCorrelation } from "./pearson-correlation.ts";
import { precision } from "./precision.ts";
import { precisionAtRecall } from "./precision-at-recall.ts";
import { r2Score } from "./r2-score.ts";
import { recall } from "./recall.ts";
import { recallAtPrecision } from "./recall-at-precision.ts";
import { rootMeanSquaredError } from "./root-mean-squared-error.ts";
import { sensitivityAtSpecificity } from "./sensitivity-at-specificity.ts";
import { sparseCategoricalAccuracy } from "./sparse-categorical-accuracy.ts";
import { sparseTopKCategoricalAccuracy } from "./sparse-top-k-categorical-accuracy.ts";
import { specificityAtSensitivity } from "./specificity-at-sensitivity.ts";
import { topKCategoricalAccuracy } from "./top-k-categorical-accuracy.ts";
import { trueNegatives } from "./true-negatives.ts";
import { truePositives } from "./true-positives.ts";

export const metrics: readonly Metric[] = [
  accuracy,
  auc,
  binaryAccuracy,
  binaryIoU,
  categoricalAccuracy,
  concordanceCorrelation,
  cosineSimilarityMetric,
  fBetaScore,
  f1Score,
  falseNegatives,
  falsePositives,
  ioU,
  logCoshError,
  ...lossMetrics,
  meanIoU,
  oneHotIoU,
  oneHotMeanIoU,
  pearsonCorrelation,
  precision,
  precisionAtRecall,
  r2Score,
  recall,
  recallAtPrecision,
  rootMeanSquaredError,
  sensitivityAtSpecificity,
  sparseCategoricalAccuracy,
  sparseTopKCategoricalAccuracy,
  specificityAtSensitivity,
  topKCategoricalAccuracy,
  trueNegatives,
  truePositives,
];
