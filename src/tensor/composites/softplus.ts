import { applyComposite, type Tensor } from "../graph.ts";
import { abs } from "../primitives/abs.ts";
import { add } from "../primitives/add.ts";
import type { NoAttributes } from "../primitives/define-unary.ts";
import { exp } from "../primitives/exp.ts";
import { log1p } from "../primitives/log1p.ts";
import { maximum } from "../primitives/maximum.ts";
import { mul } from "../primitives/mul.ts";
import { neg } from "../primitives/neg.ts";
import { sigmoid } from "../primitives/sigmoid.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";

export const softplusComposite = defineUnaryComposite<NoAttributes>({
  name: "softplus",
  expand: (x) => add(maximum(x, 0), log1p(exp(neg(abs(x))))),
  gradient: (cotangent, x) => mul(cotangent, sigmoid(x)),
});

/** log(1 + e^x), which neither overflows nor loses small values. Elementwise over f32. */
export function softplus(x: Tensor): Tensor {
  return applyComposite(softplusComposite, [x], {})[0];
}
