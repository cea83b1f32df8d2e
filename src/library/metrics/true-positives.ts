/** `true_positives`: how often yes was right. */
import { defineConfusionCount } from "./define-confusion-count.ts";

export const truePositives = defineConfusionCount({
  name: "true_positives",
  keras: "TruePositives",
  doc: "How many answers are yes and rightly so: `sum(y = 1 and p > t)`",
  scene: "sick",
  example: "metrics true_positives",
  better: "higher",
});
