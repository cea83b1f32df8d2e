/** `sensitivity_at_specificity`: how much of what is yes is found while enough of what is no is left alone. */
import { defineBestUnderConstraint } from "./define-best-under-constraint.ts";

export const sensitivityAtSpecificity = defineBestUnderConstraint({
  name: "sensitivity_at_specificity",
  keras: "SensitivityAtSpecificity",
  doc: "The best sensitivity with a specificity of at least `specificity`",
  scene: "sick",
  example: "metrics sensitivity_at_specificity(0.9)",
  best: "sensitivity",
  under: "specificity",
});
