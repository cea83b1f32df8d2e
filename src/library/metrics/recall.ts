/** `recall`: how much of what is yes is found. */
import { defineShareOfAnswers } from "./define-share-of-answers.ts";

export const recall = defineShareOfAnswers({
  name: "recall",
  keras: "Recall",
  doc: "How much of what is yes is found: `true positives / (true positives + false negatives)`",
  scene: "sick",
  example: "metrics recall",
  wrong: "false_negatives",
});
