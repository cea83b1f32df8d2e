/** A value repeated to a larger shape, as NumPy broadcasts. */

import { broadcastPositions } from "../broadcast-positions.ts";
import { broadcastShapes } from "../broadcast-shapes.ts";
import type { Dim } from "../dim.ts";
import { sameShape, showShape } from "../dim-arithmetic.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import { ShapeProblem } from "../shape-problem.ts";
import { unbroadcast } from "../unbroadcast.ts";
import type { ShapeAttributes } from "./reshape.ts";

export const broadcastToPrimitive = definePrimitive<ShapeAttributes>({
  name: "broadcastTo",
  types: ([x], { shape }) => {
    if (sameShape(broadcastShapes([x, { dtype: x.dtype, shape }]), shape)) return [{ dtype: x.dtype, shape }];
    throw new ShapeProblem({
      kind: "mismatch",
      found: `A value of shape ${showShape(x.shape)} is to be spread over ${showShape(shape)}.`,
      expected: "Each of its sizes, counted from the last, must be that size or 1.",
      types: [x],
      input: 0,
    });
  },
  gradient: ({ inputs: [x], cotangents: [cotangent] }) => [cotangent && unbroadcast(cotangent, x.shape)],
  cost: () => 0,
  evaluate: ([x], _, context) => {
    const array = newArray(context);
    const from = broadcastPositions(x.shape, array.shape);
    for (let i = 0; i < array.data.length; i++) array.data[i] = x.data[from(i)];
    return [array];
  },
});

/** x repeated along new leading axes and axes of size 1 until it has `shape`. Throws ShapeProblem ("mismatch"). */
export function broadcastTo(x: Tensor, shape: readonly Dim[]): Tensor {
  return sameShape(x.shape, shape) ? x : apply(broadcastToPrimitive, [x], { shape })[0];
}
