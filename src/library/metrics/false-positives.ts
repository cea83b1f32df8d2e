/** `false_positives`: how often yes was wrong. */
import { defineConfusionCount } from "./define-confusion-count.ts";

export const falsePositives = defineConfusionCount({
  name: "false_positives",
  keras: "FalsePositives",
  doc: "How many answers are yes and should be no: `sum(y = 0 and p > t)`",
  scene: "sick",
  example: "metrics false_positives(thresholds=0.7)",
  better: "lower",
});
