import type { Dim } from "../dim.ts";
import { sizeOf } from "../dim-arithmetic.ts";
import { applyComposite, type Tensor } from "../graph.ts";
import type { Operand } from "../operand.ts";
import { broadcastTo } from "../primitives/broadcast-to.ts";
import { cast } from "../primitives/cast.ts";
import {
  keptShape,
  type ReductionAttributes,
  type ReductionOptions,
} from "../primitives/define-reduction.ts";
import { dimension } from "../primitives/dimension.ts";
import { div } from "../primitives/div.ts";
import { reshape } from "../primitives/reshape.ts";
import { sum } from "../primitives/sum.ts";
import { resolveAxes } from "../resolve-axis.ts";
import { defineUnaryComposite } from "./define-unary-composite.ts";

export const meanComposite = defineUnaryComposite<ReductionAttributes>({
  name: "mean",
  expand: (x, { axes, keepDims }) => div(sum(x, axes, { keepDims }), countOver(x, axes)),
  gradient: (cotangent, x, _, { axes }) => {
    const share = div(cotangent, countOver(x, axes));
    return broadcastTo(reshape(share, keptShape(x.shape, axes)), x.shape);
  },
});

/** The sum of f32 x over `axes` (all where none are given) divided by how many elements that is, known or not. */
export function mean(
  x: Tensor,
  axes?: number | readonly number[],
  { keepDims = false }: ReductionOptions = {},
): Tensor {
  return applyComposite(meanComposite, [x], { axes: resolveAxes(axes, x), keepDims })[0];
}

function countOver(x: Tensor, axes: readonly number[]): Operand {
  const count: Dim = sizeOf(axes.map((axis) => x.shape[axis]));
  return typeof count === "number" ? count : cast(dimension(x, count), "f32");
}
