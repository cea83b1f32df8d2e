/** The rectifier with a ceiling of 6. */
import { clip } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const relu6 = defineActivation({
  name: "relu6",
  doc: "The rectifier with a ceiling: `min(max(x, 0), 6)`.",
  example: "dense(64, activation=relu6)",
  parameters: {},
  range: "non-negative",
  idempotent: true,
  apply: (x) => clip(x, 0, 6),
});
