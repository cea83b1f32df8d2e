/** The self-regularized unit of softplus and tanh. */
import { mul, softplus, tanh } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const mish = defineActivation({
  name: "mish",
  doc: "A smooth rectifier: `x * tanh(softplus(x))` ([Misra 2019](https://arxiv.org/abs/1908.08681)).",
  example: "dense(64, activation=mish)",
  parameters: {},
  range: "real",
  apply: (x) => mul(x, tanh(softplus(x))),
});
