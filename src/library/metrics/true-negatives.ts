/** `true_negatives`: how often no was right. */
import { defineConfusionCount } from "./define-confusion-count.ts";

export const trueNegatives = defineConfusionCount({
  name: "true_negatives",
  keras: "TrueNegatives",
  doc: "How many answers are no and rightly so: `sum(y = 0 and p ≤ t)`",
  scene: "sick",
  example: "metrics true_negatives",
  better: "higher",
});
