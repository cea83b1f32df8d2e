/** `zeros`: what biases usually begin with. */
import { defineInitializer } from "../define-initializer.ts";

export const zeros = defineInitializer({
  name: "zeros",
  aliases: ["zero"],
  keras: "Zeros",
  doc: "All of them 0, what biases begin with.",
  example: "dense(64, activation=relu, bias_initializer=zeros)",
  parameters: {},
  sample: (_values, { count }) => new Float32Array(count),
});
