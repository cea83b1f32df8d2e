/** A sigmoid-like curve without exponentials. */
import { abs, add, div } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const softsign = defineActivation({
  name: "softsign",
  doc: "`x / (1 + |x|)`.",
  parameters: {},
  range: "signed-unit",
  apply: (x) => div(x, add(1, abs(x))),
});
