/** The smooth rectifier. */
import { softplus as smoothRectifier } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const softplus = defineActivation({
  name: "softplus",
  doc: "A smooth rectifier that is always above 0: `log(1 + exp(x))`. What an output of positive numbers ends with.",
  example: "dense(1, activation=softplus)",
  parameters: {},
  range: "non-negative",
  apply: (x) => smoothRectifier(x),
});
