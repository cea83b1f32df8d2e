/** `f_beta_score`: precision and recall in one number, recall counting `beta` times as much. */
import { defineMetric } from "../define-metric.ts";
import { float } from "../kinds/float.ts";
import { columnsOf } from "./columns-of.ts";
import { addScores, averageKind, scoreAccumulators, scoreOf, thresholdKind } from "./f-score.ts";
import { logName } from "./log-name.ts";

export const fBetaScore = defineMetric({
  name: "f_beta_score",
  aliases: ["fbeta_score"],
  keras: "FBetaScore",
  doc: "Precision and recall in one number, recall counting `beta` times as much: `(1 + beta²) · precision · recall / (beta² · precision + recall)` of each class, or averaged as by `f1_score`.",
  scene: "species",
  example: "metrics f_beta_score(average=macro, beta=2)",
  parameters: {
    average: averageKind(),
    beta: float(1, { above: 0 }),
    threshold: thresholdKind(),
    name: logName(),
  },
  expects: () => ({ truth: "one-hot", ranges: ["probability", "distribution"] }),
  accumulators: (values, prediction) => scoreAccumulators(values, columnsOf("f_beta_score", prediction)),
  update: addScores,
  result: (state, values) => scoreOf(state, values, values.beta),
  better: "higher",
});
