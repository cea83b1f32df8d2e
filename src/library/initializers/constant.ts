/** `constant`: one number everywhere. */
import { defineInitializer } from "../define-initializer.ts";
import { float } from "../kinds/float.ts";

export const constant = defineInitializer({
  name: "constant",
  keras: "Constant",
  doc: "All of them `value`.",
  example: "dense(1, bias_initializer=constant(0.5))",
  parameters: { value: float(0) },
  sample: ({ value }, { count }) => new Float32Array(count).fill(value),
});
