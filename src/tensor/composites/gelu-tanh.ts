import { applyComposite, type Tensor } from "../graph.ts";
import { add } from "../primitives/add.ts";
import type { NoAttributes } from "../primitives/define-unary.ts";
import { mul } from "../primitives/mul.ts";
import { sub } from "../primitives/sub.ts";
import { tanh } from "../primitives/tanh.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";

/** The constants of Hendrycks and Gimpel, "Gaussian Error Linear Units" (2016). */
const SCALE = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

export const geluTanhComposite = defineUnaryComposite<NoAttributes>({
  name: "geluTanh",
  expand: (x) => mul(mul(x, 0.5), add(bend(x), 1)),
  gradient: (cotangent, x) => {
    const bent = bend(x);
    const slope = mul(add(mul(mul(x, x), 3 * CUBIC), 1), SCALE);
    const ofBend = mul(sub(1, mul(bent, bent)), slope);
    return mul(cotangent, mul(add(add(bent, 1), mul(x, ofBend)), 0.5));
  },
});

/** gelu with erf approximated by tanh: Keras's `approximate=True`. Elementwise over f32. */
export function geluTanh(x: Tensor): Tensor {
  return applyComposite(geluTanhComposite, [x], {})[0];
}

function bend(x: Tensor): Tensor {
  return tanh(mul(mul(x, add(mul(mul(x, x), CUBIC), 1)), SCALE));
}
