import { applyComposite, type Tensor } from "../graph.ts";
import { greaterEqual } from "../primitives/greater-equal.ts";
import { mul } from "../primitives/mul.ts";
import { select } from "../primitives/select.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";

export interface LeakyReluAttributes {
  readonly slope: number;
}

export const leakyReluComposite = defineUnaryComposite<LeakyReluAttributes>({
  name: "leakyRelu",
  expand: (x, { slope }) => select(greaterEqual(x, 0), x, mul(x, slope)),
  gradient: (cotangent, x, _, { slope }) => select(greaterEqual(x, 0), cotangent, mul(cotangent, slope)),
});

/** x where x ≥ 0, otherwise slope · x. Elementwise over f32. */
export function leakyRelu(x: Tensor, slope: number): Tensor {
  return applyComposite(leakyReluComposite, [x], { slope })[0];
}
