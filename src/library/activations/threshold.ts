/** Values above a threshold stay, others are replaced. */
import { greater, select } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";
import { float } from "../kinds/float.ts";

export const threshold = defineActivation({
  name: "threshold",
  doc: "`x` where `x > threshold`, `default_value` elsewhere.",
  parameters: { threshold: float(), default_value: float() },
  range: ({ threshold: least, default_value }) =>
    Math.min(least, default_value) < 0 ? "real" : "non-negative",
  apply: (x, { threshold: least, default_value }) => select(greater(x, least), x, default_value),
});
