/** The straight-line form of the sigmoid, as Keras 3 has it. */
import { add, clip, div, type Tensor } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const hardSigmoid = defineActivation({
  name: "hard_sigmoid",
  doc: "`sigmoid` in straight lines: `x / 6 + 0.5` held between 0 and 1.",
  example: "dense(1, activation=hard_sigmoid)",
  parameters: {},
  range: "probability",
  apply: applyHardSigmoid,
});

/** Shared with hard_silu. */
export function applyHardSigmoid(x: Tensor): Tensor {
  return div(clip(add(x, 3), 0, 6), 6);
}
