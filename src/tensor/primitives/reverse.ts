/** Axes read from the other end. */
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import { resolveAxes } from "../resolve-axis.ts";
import { rowMajorStrides, stridedPositions } from "../strides.ts";

export interface ReverseAttributes {
  readonly axes: readonly number[];
}

export const reversePrimitive = definePrimitive<ReverseAttributes>({
  name: "reverse",
  types: ([x]) => [x],
  gradient: ({ cotangents: [cotangent], attributes: { axes } }) => [cotangent && reverse(cotangent, axes)],
  cost: () => 0,
  evaluate: ([x], { axes }, context) => {
    const array = newArray(context);
    const strides = rowMajorStrides(x.shape);
    const last = axes.reduce((position, axis) => position + strides[axis] * (x.shape[axis] - 1), 0);
    const backward = strides.map((stride, axis) => (axes.includes(axis) ? -stride : stride));
    for (const [to, from] of stridedPositions(x.shape, backward, last).entries())
      array.data[to] = x.data[from];
    return [array];
  },
});

/** x with the order of its elements along `axes` turned round (negative axes count from the back). */
export function reverse(x: Tensor, axes: number | readonly number[]): Tensor {
  return apply(reversePrimitive, [x], { axes: resolveAxes(typeof axes === "number" ? [axes] : axes, x) })[0];
}
