import { applyComposite, type Tensor } from "../graph.ts";
import { add } from "../primitives/add.ts";
import type { NoAttributes } from "../primitives/define-unary.ts";
import { mul } from "../primitives/mul.ts";
import { sigmoid } from "../primitives/sigmoid.ts";
import { sub } from "../primitives/sub.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";

export const siluComposite = defineUnaryComposite<NoAttributes>({
  name: "silu",
  expand: (x) => mul(x, sigmoid(x)),
  gradient: (cotangent, x, y) => {
    const gate = sigmoid(x);
    return mul(cotangent, add(gate, mul(y, sub(1, gate))));
  },
});

/** x · sigmoid(x), also called swish. Elementwise over f32. */
export function silu(x: Tensor): Tensor {
  return applyComposite(siluComposite, [x], {})[0];
}
