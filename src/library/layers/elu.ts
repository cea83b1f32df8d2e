/** The exponential linear unit as a layer. */
import { elu as exponentialUnit } from "../../tensor/index.ts";
import { defineLayer } from "../define-layer.ts";
import { float } from "../kinds/float.ts";

export const elu = defineLayer({
  name: "elu",
  keras: "ELU",
  family: "activation",
  doc: "Exponential linear unit: `x` where it is positive, `alpha * (exp(x) - 1)` elsewhere; the shape stays ([Clevert et al. 2016](https://arxiv.org/abs/1511.07289)).",
  scene: "features",
  example: "dense(64)\nelu(alpha=0.5)",
  parameters: { alpha: float(1) },
  masking: "pass",
  lastActivation: ({ alpha }) => ({ name: "elu", arguments: { alpha } }),
  build: ([x], { alpha }) => exponentialUnit(x, alpha),
});
