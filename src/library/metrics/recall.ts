/** `recall`: how much of what is yes is found. */
import { defineShareOfAnswers } from "./define-share-of-answers.ts";

export const recall = defineShareOfAnswers({
  name: "recall",
  keras: "Recall",
  doc: "Right yeses divided by what is yes in truth",
  wrong: "false_negatives",
});
