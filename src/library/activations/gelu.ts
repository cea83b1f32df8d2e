/** The Gaussian error linear unit, exact by default as in Keras 3. */
import { gelu as exactGelu, geluTanh } from "../../tensor/index.ts";
import { defineActivation } from "../define-activation.ts";
import { bool } from "../kinds/bool.ts";

export const gelu = defineActivation({
  name: "gelu",
  doc: "Gaussian error linear unit, the usual choice in transformers: `x * P(X <= x)` for a standard normal X; `approximate=true` takes the tanh form ([Hendrycks and Gimpel 2016](https://arxiv.org/abs/1606.08415)).",
  example: "dense(64, activation=gelu)",
  parameters: { approximate: bool(false) },
  range: "real",
  apply: (x, { approximate }) => (approximate ? geluTanh(x) : exactGelu(x)),
});
