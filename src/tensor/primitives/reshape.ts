/** The same elements in the same order under another shape. */
import type { Dim } from "../dim.ts";
import { divideExactly, sameDim, sameShape, showDim, showShape, sizeOf } from "../dim-arithmetic.ts";
import { apply, type Tensor } from "../graph.ts";
import { definePrimitive } from "../primitive.ts";
import { ShapeProblem } from "../shape-problem.ts";
import type { Type } from "../type.ts";

export interface ShapeAttributes {
  readonly shape: readonly Dim[];
}

export const reshapePrimitive = definePrimitive<ShapeAttributes>({
  name: "reshape",
  types: ([x], { shape }) => {
    if (!sameDim(sizeOf(x.shape), sizeOf(shape))) throw wrongElements(x, shape);
    return [{ dtype: x.dtype, shape }];
  },
  gradient: ({ inputs: [x], cotangents: [cotangent] }) => [cotangent && reshape(cotangent, x.shape)],
  cost: () => 0,
  evaluate: ([{ dtype, data }], _, { types: [{ shape }] }) => [{ dtype, shape, data }],
});

/**
 * x with its elements, in row-major order, under `shape`; one dim may be -1 and is found by exact division.
 * Throws ShapeProblem ("elements") unless both shapes provably hold the same number of elements.
 */
export function reshape(x: Tensor, shape: readonly Dim[]): Tensor {
  const known = shape.includes(-1) ? withMissingDim(x, shape) : shape;
  return sameShape(x.shape, known) ? x : apply(reshapePrimitive, [x], { shape: known })[0];
}

function withMissingDim(x: Type, shape: readonly Dim[]): readonly Dim[] {
  const others = shape.filter((dim) => dim !== -1);
  const missing = divideExactly(sizeOf(x.shape), sizeOf(others));
  if (missing === undefined || others.length !== shape.length - 1) throw wrongElements(x, shape);
  return shape.map((dim) => (dim === -1 ? missing : dim));
}

function wrongElements(x: Type, shape: readonly Dim[]): ShapeProblem {
  const found = `A value of shape ${showShape(x.shape)} holds ${showDim(sizeOf(x.shape))} elements`;
  const free = shape.includes(-1);
  const wanted = showDim(sizeOf(shape.filter((dim) => dim !== -1)));
  return new ShapeProblem({
    kind: "elements",
    found: `${found}${free ? `, which ${wanted} does not divide` : ""}.`,
    expected: free
      ? `The shape ${showShape(shape)} needs a multiple of ${wanted}.`
      : `The shape ${showShape(shape)} holds ${wanted}.`,
    help: "Choose sizes whose product is the same.",
    types: [x],
    input: 0,
  });
}
