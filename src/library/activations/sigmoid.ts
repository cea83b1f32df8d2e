/** The logistic function. */
import { sigmoid as logistic } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const sigmoid = defineActivation({
  name: "sigmoid",
  doc: "Each value on its own becomes a probability: `1 / (1 + exp(-x))`. What an answer of yes or no ends with.",
  example: "dense(1, activation=sigmoid)",
  parameters: {},
  range: "probability",
  apply: (x) => logistic(x),
});
