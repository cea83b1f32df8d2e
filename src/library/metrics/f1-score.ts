/** `f1_score`: precision and recall in one number, neither good without the other. */
import { defineMetric } from "../define-metric.ts";
import { columnsOf } from "./columns-of.ts";
import { addScores, averageKind, scoreAccumulators, scoreOf, thresholdKind } from "./f-score.ts";
import { logName } from "./log-name.ts";

export const f1Score = defineMetric({
  name: "f1_score",
  keras: "F1Score",
  doc: "2 · precision · recall / (precision + recall) of each class; with `average` in one number: of all answers together (`micro`), the mean over classes (`macro`), or that weighted by how frequent they are (`weighted`).",
  parameters: { average: averageKind(), threshold: thresholdKind(), name: logName() },
  expects: () => ({ truth: "one-hot", ranges: ["probability", "distribution"] }),
  accumulators: (values, prediction) => scoreAccumulators(values, columnsOf("f1_score", prediction)),
  update: addScores,
  result: (state, values) => scoreOf(state, values, 1),
  better: "higher",
});
