/** The exponential. */
import { exp } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const exponential = defineActivation({
  name: "exponential",
  doc: "Always above 0, and steep: `exp(x)`.",
  example: "dense(1, activation=exponential)",
  parameters: {},
  range: "non-negative",
  apply: (x) => exp(x),
});
