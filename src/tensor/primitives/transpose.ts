/** Axes in another order. */
import { showShape } from "../dim-arithmetic.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import { ShapeProblem } from "../shape-problem.ts";
import { rowMajorStrides, stridedPositions } from "../strides.ts";
import type { Type } from "../type.ts";

export interface TransposeAttributes {
  /** Axis i of the result is axis permutation[i] of x. */
  readonly permutation: readonly number[];
}

export const transposePrimitive = definePrimitive<TransposeAttributes>({
  name: "transpose",
  types: ([x], { permutation }) => {
    requirePermutation(permutation, x);
    return [{ dtype: x.dtype, shape: permutation.map((axis) => x.shape[axis]) }];
  },
  gradient: ({ cotangents: [cotangent], attributes: { permutation } }) => [
    cotangent && transpose(cotangent, inversePermutation(permutation)),
  ],
  cost: () => 0,
  evaluate: ([x], { permutation }, context) => {
    const array = newArray(context);
    const strides = rowMajorStrides(x.shape);
    const moved = permutation.map((axis) => strides[axis]);
    for (const [to, from] of stridedPositions(array.shape, moved).entries()) array.data[to] = x.data[from];
    return [array];
  },
});

/** x with axis permutation[i] at place i; without a permutation the axes reversed. Throws ShapeProblem ("value"). */
export function transpose(
  x: Tensor,
  permutation: readonly number[] = x.shape.map((_, axis) => axis).reverse(),
): Tensor {
  return apply(transposePrimitive, [x], { permutation })[0];
}

/** The permutation that undoes another. */
function inversePermutation(permutation: readonly number[]): readonly number[] {
  return permutation.map((_, axis) => permutation.indexOf(axis));
}

function requirePermutation(permutation: readonly number[], x: Type): void {
  const axes = x.shape.map((_, axis) => axis);
  if (permutation.length === axes.length && axes.every((axis) => permutation.includes(axis))) return;
  throw new ShapeProblem({
    kind: "value",
    found: `The axes of ${showShape(x.shape)} are to be put in the order [${permutation.join(", ")}].`,
    expected: `Each of the axes ${axes.join(", ") || "(none)"} must be named once.`,
    types: [x],
    input: 0,
  });
}
