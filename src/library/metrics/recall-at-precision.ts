/** `recall_at_precision`: how much of what is yes is found while yes is right often enough. */
import { defineBestUnderConstraint } from "./define-best-under-constraint.ts";

export const recallAtPrecision = defineBestUnderConstraint({
  name: "recall_at_precision",
  keras: "RecallAtPrecision",
  doc: "The best recall with a precision of at least `precision`",
  scene: "sick",
  example: "metrics recall_at_precision(0.9)",
  best: "recall",
  under: "precision",
});
