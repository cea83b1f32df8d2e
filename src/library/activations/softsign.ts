/** A sigmoid-like curve without exponentials. */
import { abs, add, div } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const softsign = defineActivation({
  name: "softsign",
  doc: "Between -1 and 1, which it nears more slowly than `tanh`: `x / (1 + |x|)`.",
  example: "dense(64, activation=softsign)",
  parameters: {},
  range: "signed-unit",
  apply: (x) => div(x, add(1, abs(x))),
});
