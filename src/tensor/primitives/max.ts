/** The greatest element over axes. Equal maxima share the gradient evenly. */
import type { Tensor } from "../graph.ts";
import { cast } from "./cast.ts";
import { defineReduction, type ReductionOptions, reduce } from "./define-reduction.ts";
import { div } from "./div.ts";
import { equal } from "./equal.ts";
import { mul } from "./mul.ts";
import { sum } from "./sum.ts";

export const maxPrimitive = defineReduction({
  name: "max",
  title: "A maximum",
  dtypes: ["f32", "i32"],
  start: Number.NEGATIVE_INFINITY,
  fold: Math.max,
  gradient: (x, y, cotangent, axes) => {
    const hits = cast(equal(x, y), "f32");
    return mul(hits, div(cotangent, sum(hits, axes, { keepDims: true })));
  },
});

/** The greatest element over `axes`; NaN where there is one among them. */
export function max(x: Tensor, axes?: number | readonly number[], options?: ReductionOptions): Tensor {
  return reduce(maxPrimitive, x, axes, options);
}
