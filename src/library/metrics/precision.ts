/** `precision`: how often yes is right. */
import { defineShareOfAnswers } from "./define-share-of-answers.ts";

export const precision = defineShareOfAnswers({
  name: "precision",
  keras: "Precision",
  doc: "Right yeses divided by all yeses",
  wrong: "false_positives",
});
