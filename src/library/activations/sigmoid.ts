/** The logistic function. */
import { sigmoid as logistic } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const sigmoid = defineActivation({
  name: "sigmoid",
  doc: "Logistic function: `1 / (1 + exp(-x))`. Each value on its own becomes a probability.",
  parameters: {},
  range: "probability",
  apply: (x) => logistic(x),
});
