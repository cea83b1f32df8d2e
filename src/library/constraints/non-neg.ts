/** `non_neg`: no weight below 0. */
import { maximum } from "../../tensor/index.ts";
import { defineConstraint } from "../define-constraint.ts";

export const nonNeg = defineConstraint({
  name: "non_neg",
  keras: "NonNeg",
  doc: "After each update, sets negative weights to 0: `max(w, 0)`.",
  example: "dense(1, kernel_constraint=non_neg)",
  parameters: {},
  apply: (weight) => maximum(weight, 0),
});
