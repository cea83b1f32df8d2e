/** `false_negatives`: how often no was wrong. */
import { defineConfusionCount } from "./define-confusion-count.ts";

export const falseNegatives = defineConfusionCount({
  name: "false_negatives",
  keras: "FalseNegatives",
  doc: "How many answers are no and should be yes: `sum(y = 1 and p ≤ t)`",
  scene: "sick",
  example: "metrics false_negatives",
  better: "lower",
});
