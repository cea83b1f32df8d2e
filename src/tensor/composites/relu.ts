import { applyComposite, type Tensor } from "../graph.ts";
import type { NoAttributes } from "../primitives/define-unary.ts";
import { maximum } from "../primitives/maximum.ts";
import { mul } from "../primitives/mul.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";
import { step } from "./step.ts";

export const reluComposite = defineUnaryComposite<NoAttributes>({
  name: "relu",
  expand: (x) => maximum(x, 0),
  // From the output: the input need not be kept, and a product is much cheaper than a choice.
  gradient: (cotangent, _, y) => mul(cotangent, step(y)),
});

/** max(x, 0), with gradient 0 at 0. Elementwise over f32. */
export function relu(x: Tensor): Tensor {
  return applyComposite(reluComposite, [x], {})[0];
}
