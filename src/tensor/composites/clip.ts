import { applyComposite, type Tensor } from "../graph.ts";
import { and } from "../primitives/and.ts";
import { cast } from "../primitives/cast.ts";
import { less } from "../primitives/less.ts";
import { maximum } from "../primitives/maximum.ts";
import { minimum } from "../primitives/minimum.ts";
import { mul } from "../primitives/mul.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";

export interface ClipAttributes {
  readonly low: number;
  readonly high: number;
}

export const clipComposite = defineUnaryComposite<ClipAttributes>({
  name: "clip",
  expand: (x, { low, high }) => minimum(maximum(x, low), high),
  gradient: (cotangent, _, y, { low, high }) => mul(cotangent, cast(and(less(low, y), less(y, high)), "f32")),
});

/** x kept between low and high; its gradient is 0 at and beyond both. Elementwise over f32. */
export function clip(x: Tensor, low: number, high: number): Tensor {
  return applyComposite(clipComposite, [x], { low, high })[0];
}
