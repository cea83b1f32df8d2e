import { applyComposite, type Tensor } from "../graph.ts";
import { add } from "../primitives/add.ts";
import { expm1 } from "../primitives/expm1.ts";
import { greater } from "../primitives/greater.ts";
import { minimum } from "../primitives/minimum.ts";
import { mul } from "../primitives/mul.ts";
import { select } from "../primitives/select.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";

export interface EluAttributes {
  readonly alpha: number;
}

export const eluComposite = defineUnaryComposite<EluAttributes>({
  name: "elu",
  // Without the minimum the branch not taken would overflow, and its gradient would be NaN.
  expand: (x, { alpha }) => select(greater(x, 0), x, mul(expm1(minimum(x, 0)), alpha)),
  gradient: (cotangent, x, y, { alpha }) => select(greater(x, 0), cotangent, mul(cotangent, add(y, alpha))),
});

/** x where x > 0, otherwise alpha · (e^x − 1). Elementwise over f32. */
export function elu(x: Tensor, alpha = 1): Tensor {
  return applyComposite(eluComposite, [x], { alpha })[0];
}
