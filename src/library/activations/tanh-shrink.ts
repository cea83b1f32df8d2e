/** What the hyperbolic tangent leaves over. */
import { sub, tanh } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";

export const tanhShrink = defineActivation({
  name: "tanh_shrink",
  doc: "`x - tanh(x)`.",
  parameters: {},
  range: "real",
  apply: (x) => sub(x, tanh(x)),
});
