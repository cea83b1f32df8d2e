/** What the hyperbolic tangent leaves over. */
import { sub, tanh } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const tanhShrink = defineActivation({
  name: "tanh_shrink",
  doc: "Small values become nearly 0: `x - tanh(x)`.",
  example: "dense(64, activation=tanh_shrink)",
  parameters: {},
  range: "real",
  apply: (x) => sub(x, tanh(x)),
});
