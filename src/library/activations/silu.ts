/** The sigmoid linear unit. */
import { silu as sigmoidLinear } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const silu = defineActivation({
  name: "silu",
  aliases: ["swish"],
  doc: "A smooth rectifier that weighs x by its own sigmoid: `x * sigmoid(x)` ([Ramachandran et al. 2017](https://arxiv.org/abs/1710.05941)).",
  example: "dense(64, activation=silu)",
  parameters: {},
  range: "real",
  apply: (x) => sigmoidLinear(x),
});
