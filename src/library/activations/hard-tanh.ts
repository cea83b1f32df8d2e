/** The straight-line form of tanh. */
import { clip } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const hardTanh = defineActivation({
  name: "hard_tanh",
  doc: "`tanh` in straight lines: `x` held between -1 and 1.",
  example: "dense(64, activation=hard_tanh)",
  parameters: {},
  range: "signed-unit",
  idempotent: true,
  apply: (x) => clip(x, -1, 1),
});
