/** The exponential linear unit. */
import { elu as exponentialUnit } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";
import { float } from "../kinds/float.ts";

export const elu = defineActivation({
  name: "elu",
  doc: "Exponential linear unit: `x` where it is positive, `alpha * (exp(x) - 1)` elsewhere ([Clevert et al. 2016](https://arxiv.org/abs/1511.07289)).",
  example: "dense(64, activation=elu)",
  parameters: { alpha: float(1) },
  range: "real",
  apply: (x, { alpha }) => exponentialUnit(x, alpha),
});
