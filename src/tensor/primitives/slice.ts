/** A rectangular part of a value. */
import type { Dim } from "../dim.ts";
import { addDims, showDim, showShape, subtractDims } from "../dim-arithmetic.ts";
import { lowerBound } from "../dim-bounds.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive, type GradientContext } from "../primitive.ts";
import { ShapeProblem } from "../shape-problem.ts";
import { rowMajorStrides, stridedPositions } from "../strides.ts";
import type { Type } from "../type.ts";
import { pad } from "./pad.ts";

export interface SliceAttributes {
  readonly starts: readonly Dim[];
  readonly sizes: readonly Dim[];
}

export const slicePrimitive = definePrimitive<SliceAttributes>({
  name: "slice",
  types: ([x], attributes) => {
    requireInside(x, attributes);
    return [{ dtype: x.dtype, shape: attributes.sizes }];
  },
  gradient,
  cost: () => 0,
  evaluate: ([x], { starts }, context) => {
    const array = newArray(context);
    const strides = rowMajorStrides(x.shape);
    const first = strides.reduce((position, stride, axis) => position + stride * Number(starts[axis]), 0);
    for (const [to, from] of stridedPositions(array.shape, strides, first).entries())
      array.data[to] = x.data[from];
    return [array];
  },
});

/** The part of x that begins at `starts` and has the shape `sizes`. Throws ShapeProblem ("value") where it leaves x. */
export function slice(x: Tensor, starts: readonly Dim[], sizes: readonly Dim[]): Tensor {
  return apply(slicePrimitive, [x], { starts, sizes })[0];
}

function gradient({ inputs: [x], cotangents: [cotangent], attributes }: GradientContext<SliceAttributes>) {
  if (cotangent === undefined) return [];
  const { starts, sizes } = attributes;
  const high = x.shape.map((dim, axis) => subtractDims(dim, addDims(starts[axis], sizes[axis])));
  return [pad(cotangent, { low: starts, high })];
}

function requireInside(x: Type, { starts, sizes }: SliceAttributes): void {
  if (starts.length !== x.shape.length || sizes.length !== x.shape.length)
    throw new Error(
      `a slice of ${showShape(x.shape)} names ${starts.length} starts and ${sizes.length} sizes`,
    );
  const axis = x.shape.findIndex((dim, i) => isOutside(dim, starts[i], sizes[i]));
  if (axis < 0) return;
  throw new ShapeProblem({
    kind: "value",
    found: `A part from ${showDim(starts[axis])} of size ${showDim(sizes[axis])} leaves an axis of size ${showDim(x.shape[axis])}.`,
    expected: "It must lie inside.",
    types: [x],
    input: 0,
    axis,
  });
}

/** Whether the part is sure to leave the axis; where symbols decide, running does. */
function isOutside(dim: Dim, start: Dim, size: Dim): boolean {
  const beyond = subtractDims(addDims(start, size), dim);
  return [start, size].some((value) => typeof value === "number" && value < 0) || lowerBound(beyond) > 0;
}
