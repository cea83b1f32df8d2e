import { applyComposite, type Tensor } from "../graph.ts";
import { cast } from "../primitives/cast.ts";
import type { NoAttributes } from "../primitives/define-unary.ts";
import { greater } from "../primitives/greater.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";

export const stepComposite = defineUnaryComposite<NoAttributes>({
  name: "step",
  expand: (x) => cast(greater(x, 0), "f32"),
});

/** 1 where x > 0, otherwise 0; a constant to gradients. Elementwise over f32. */
export function step(x: Tensor): Tensor {
  return applyComposite(stepComposite, [x], {})[0];
}
