/** The sigmoid linear unit. */
import { silu as sigmoidLinear } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const silu = defineActivation({
  name: "silu",
  aliases: ["swish"],
  doc: "`x * sigmoid(x)`, also called swish ([Ramachandran et al. 2017](https://arxiv.org/abs/1710.05941)).",
  parameters: {},
  range: "real",
  apply: (x) => sigmoidLinear(x),
});
