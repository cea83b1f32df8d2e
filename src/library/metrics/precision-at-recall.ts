/** `precision_at_recall`: how often yes is right while enough of what is yes is found. */
import { defineBestUnderConstraint } from "./define-best-under-constraint.ts";

export const precisionAtRecall = defineBestUnderConstraint({
  name: "precision_at_recall",
  keras: "PrecisionAtRecall",
  doc: "The best precision with a recall of at least `recall`",
  scene: "sick",
  example: "metrics precision_at_recall(0.9)",
  best: "precision",
  under: "recall",
});
