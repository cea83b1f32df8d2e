/** The smooth rectifier. */
import { softplus as smoothRectifier } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const softplus = defineActivation({
  name: "softplus",
  doc: "`log(1 + exp(x))`.",
  parameters: {},
  range: "non-negative",
  apply: (x) => smoothRectifier(x),
});
