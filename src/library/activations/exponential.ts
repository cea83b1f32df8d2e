/** The exponential. */
import { exp } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const exponential = defineActivation({
  name: "exponential",
  doc: "`exp(x)`.",
  parameters: {},
  range: "non-negative",
  apply: (x) => exp(x),
});
