/** `false_positives`: how often yes was wrong. */
import { defineConfusionCount } from "./define-confusion-count.ts";

export const falsePositives = defineConfusionCount({
  name: "false_positives",
  keras: "FalsePositives",
  doc: "How many answers are yes and wrong",
  better: "lower",
});
