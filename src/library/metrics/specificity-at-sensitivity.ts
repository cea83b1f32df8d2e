/** `specificity_at_sensitivity`: how much of what is no is left alone while enough of what is yes is found. */
import { defineBestUnderConstraint } from "./define-best-under-constraint.ts";

export const specificityAtSensitivity = defineBestUnderConstraint({
  name: "specificity_at_sensitivity",
  keras: "SpecificityAtSensitivity",
  doc: "The best specificity with a sensitivity of at least `sensitivity`",
  scene: "sick",
  example: "metrics specificity_at_sensitivity(0.9)",
  best: "specificity",
  under: "sensitivity",
});
