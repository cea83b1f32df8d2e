/** An activation as a step of its own. */
import { defineLayer } from "../define-layer.ts";
import { activation as activationKind } from "../kinds/activation.ts";

export const activation = defineLayer({
  name: "activation",
  keras: "Activation",
  family: "activation",
  doc: "Applies an activation. Every activation is a step by its own name too: `gelu` is `activation(gelu)`.",
  parameters: { activation: activationKind() },
  masking: "pass",
  activationParameter: "activation",
  build: ([x], { activation }) => activation(x),
});
