/** The activation that changes nothing. */
import { defineActivation } from "../define-activation.ts";

export const linear = defineActivation({
  name: "linear",
  doc: "The value itself: `x`.",
  parameters: {},
  range: "real",
  idempotent: true,
  apply: (x) => x,
});
