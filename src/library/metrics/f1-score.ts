/** `f1_score`: precision and recall in one number, neither good without the other. */
import { defineMetric } from "../define-metric.ts";
import { columnsOf } from "./columns-of.ts";
import { addScores, averageKind, scoreAccumulators, scoreOf, thresholdKind } from "./f-score.ts";
import { logName } from "./log-name.ts";

export const f1Score = defineMetric({
  name: "f1_score",
  keras: "F1Score",
  doc: "Precision and recall in one number, neither good without the other: `2 · precision · recall / (precision + recall)` of each class; with `average` in one number: of all answers together (`micro`), the mean over classes (`macro`), or that weighted by how frequent they are (`weighted`). A class is a yes above `threshold`, or without it where it is the greatest of its row.",
  scene: "species",
  example: "metrics f1_score(average=macro)",
  parameters: { average: averageKind(), threshold: thresholdKind(), name: logName() },
  expects: () => ({ truth: "one-hot", ranges: ["probability", "distribution"] }),
  accumulators: (values, prediction) => scoreAccumulators(values, columnsOf("f1_score", prediction)),
  update: addScores,
  result: (state, values) => scoreOf(state, values, 1),
  better: "higher",
});
