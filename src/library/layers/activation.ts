/** An activation as a step of its own. */
import { defineLayer } from "../define-layer.ts";
import { activation as activationKind } from "../kinds/activation.ts";

export const activation = defineLayer({
  name: "activation",
  keras: "Activation",
  family: "activation",
  doc: "Applies an activation to every value; the shape stays. Every activation is a step by its own name too: `gelu` is `activation(gelu)`.",
  scene: "features",
  example: "dense(64)\nactivation(gelu)",
  parameters: { activation: activationKind() },
  masking: "pass",
  activationParameter: "activation",
  build: ([x], { activation }) => activation(x),
});
