import { applyComposite, type Tensor } from "../graph.ts";
import type { NoAttributes } from "../primitives/define-unary.ts";
import { div } from "../primitives/div.ts";
import { mul } from "../primitives/mul.ts";
import { sqrt } from "../primitives/sqrt.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";

export const rsqrtComposite = defineUnaryComposite<NoAttributes>({
  name: "rsqrt",
  expand: (x) => div(1, sqrt(x)),
  gradient: (cotangent, _, y) => mul(mul(cotangent, -0.5), mul(y, mul(y, y))),
});

/** 1 / √x. Elementwise over f32. */
export function rsqrt(x: Tensor): Tensor {
  return applyComposite(rsqrtComposite, [x], {})[0];
}
