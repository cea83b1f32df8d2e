/** `true_negatives`: how often no was right. */
import { defineConfusionCount } from "./define-confusion-count.ts";

export const trueNegatives = defineConfusionCount({
  name: "true_negatives",
  keras: "TrueNegatives",
  doc: "How many answers are no and rightly so",
  scene: "sick",
  example: "metrics true_negatives",
  better: "higher",
});
