/** The hyperbolic tangent. */
import { tanh as hyperbolicTangent } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const tanh = defineActivation({
  name: "tanh",
  doc: "Hyperbolic tangent.",
  parameters: {},
  range: "signed-unit",
  apply: (x) => hyperbolicTangent(x),
});
