/** `non_neg`: no weight below 0. */
import { maximum } from "../../tensor/index.ts";
import { defineConstraint } from "../define-constraint.ts";

export const nonNeg = defineConstraint({
  name: "non_neg",
  keras: "NonNeg",
  doc: "Sets negative weights to 0.",
  parameters: {},
  apply: (weight) => maximum(weight, 0),
});
