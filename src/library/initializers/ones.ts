/** `ones`: what scales usually begin with. */
import { defineInitializer } from "../define-initializer.ts";

export const ones = defineInitializer({
  name: "ones",
  aliases: ["one"],
  keras: "Ones",
  doc: "All of them 1.",
  example: "dense(64, activation=relu, bias_initializer=ones)",
  parameters: {},
  sample: (_values, { count }) => new Float32Array(count).fill(1),
});
