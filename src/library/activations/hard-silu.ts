/** The straight-line form of silu. */
import { mul } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";
import { applyHardSigmoid } from "./hard-sigmoid.ts";

export const hardSilu = defineActivation({
  name: "hard_silu",
  aliases: ["hard_swish"],
  doc: "`silu` in straight lines, which is cheap to compute: `x * hard_sigmoid(x)` ([Howard et al. 2019](https://arxiv.org/abs/1905.02244)).",
  example: "dense(64, activation=hard_silu)",
  parameters: {},
  range: "real",
  apply: (x) => mul(x, applyHardSigmoid(x)),
});
