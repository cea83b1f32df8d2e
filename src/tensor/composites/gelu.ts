import { applyComposite, type Tensor } from "../graph.ts";
import { add } from "../primitives/add.ts";
import type { NoAttributes } from "../primitives/define-unary.ts";
import { erf } from "../primitives/erf.ts";
import { exp } from "../primitives/exp.ts";
import { mul } from "../primitives/mul.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";

export const geluComposite = defineUnaryComposite<NoAttributes>({
  name: "gelu",
  expand: (x) => mul(x, normalBelow(x)),
  gradient: (cotangent, x) => mul(cotangent, add(normalBelow(x), mul(x, normalDensity(x)))),
});

/** x times the probability that a standard normal number is below x, by erf: Keras's default form. Elementwise over f32. */
export function gelu(x: Tensor): Tensor {
  return applyComposite(geluComposite, [x], {})[0];
}

function normalBelow(x: Tensor): Tensor {
  return mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5);
}

function normalDensity(x: Tensor): Tensor {
  return mul(exp(mul(mul(x, x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
}
