/** The hyperbolic tangent. */
import { tanh as hyperbolicTangent } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const tanh = defineActivation({
  name: "tanh",
  doc: "Hyperbolic tangent, between -1 and 1: `(exp(x) - exp(-x)) / (exp(x) + exp(-x))`.",
  example: "dense(64, activation=tanh)",
  parameters: {},
  range: "signed-unit",
  apply: (x) => hyperbolicTangent(x),
});
