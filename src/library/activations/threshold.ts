/** Values above a threshold stay, others are replaced. */
import { greater, select } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";
import { float } from "../kinds/float.ts";

export const threshold = defineActivation({
  name: "threshold",
  doc: "Values above a threshold stay, others are replaced: `x` where `x > threshold`, `default_value` elsewhere.",
  example: "dense(64, activation=threshold(0.1, default_value=0))",
  parameters: { threshold: float(), default_value: float() },
  range: ({ threshold: least, default_value }) =>
    Math.min(least, default_value) < 0 ? "real" : "non-negative",
  apply: (x, { threshold: least, default_value }) => select(greater(x, least), x, default_value),
});
