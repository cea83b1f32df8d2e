/** The exponential linear unit whose slope is continuous for every alpha. */
import { add, div, expm1, minimum, mul, relu } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";
import { float } from "../kinds/float.ts";

export const celu = defineActivation({
  name: "celu",
  doc: "An exponential linear unit without a kink at 0: `max(x, 0) + min(0, alpha * (exp(x / alpha) - 1))` ([Barron 2017](https://arxiv.org/abs/1704.07483)).",
  example: "dense(64, activation=celu(alpha=0.5))",
  parameters: { alpha: float(1, { above: 0 }) },
  range: "real",
  apply: (x, { alpha }) => add(relu(x), mul(alpha, expm1(div(minimum(0, x), alpha)))),
});
