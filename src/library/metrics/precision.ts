/** `precision`: how often yes is right. */
import { defineShareOfAnswers } from "./define-share-of-answers.ts";

export const precision = defineShareOfAnswers({
  name: "precision",
  keras: "Precision",
  doc: "How often yes is right: `true positives / (true positives + false positives)`",
  scene: "sick",
  example: "metrics precision(thresholds=0.7)",
  wrong: "false_positives",
});
