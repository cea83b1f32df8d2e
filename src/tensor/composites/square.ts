import { applyComposite, type Tensor } from "../graph.ts";
import type { NoAttributes } from "../primitives/define-unary.ts";
import { mul } from "../primitives/mul.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";

export const squareComposite = defineUnaryComposite<NoAttributes>({
  name: "square",
  expand: (x) => mul(x, x),
  gradient: (cotangent, x) => mul(cotangent, mul(x, 2)),
});

/** x². Elementwise over f32 or i32. */
export function square(x: Tensor): Tensor {
  return applyComposite(squareComposite, [x], {})[0];
}
