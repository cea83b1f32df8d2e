/** The activation that changes nothing. */
import { defineActivation } from "../define-activation.ts";

export const linear = defineActivation({
  name: "linear",
  doc: "The value itself: `x`. What an output of any number ends with.",
  example: "dense(1, activation=linear)",
  parameters: {},
  range: "real",
  idempotent: true,
  apply: (x) => x,
});
