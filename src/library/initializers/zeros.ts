/** `zeros`: what biases usually begin with. */
import { defineInitializer } from "../define-initializer.ts";

export const zeros = defineInitializer({
  name: "zeros",
  aliases: ["zero"],
  keras: "Zeros",
  doc: "All 0.",
  parameters: {},
  sample: (_values, { count }) => new Float32Array(count),
});
