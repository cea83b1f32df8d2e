/** The gated linear unit: one half of the values opens or shuts the other. */
import { mul, sigmoid, split } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";
import { axis } from "../kinds/axis.ts";
import { placeAxis } from "../place-axis.ts";
import { halfOf } from "./half-of.ts";

export const glu = defineActivation({
  name: "glu",
  doc: "Gated linear unit: `a * sigmoid(b)` for the two halves a and b of `axis`, which becomes half as long ([Dauphin et al. 2017](https://arxiv.org/abs/1612.08083)).",
  example: "dense(64)\nglu",
  parameters: { axis: axis(-1) },
  range: "real",
  apply: (x, values) => {
    const place = placeAxis("glu", x, values.axis);
    const half = halfOf(x, place);
    const [value, gate] = split(x, [half, half], place);
    return mul(value, sigmoid(gate));
  },
});
