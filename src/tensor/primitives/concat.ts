/** Values one after another along an axis. */
import type { Dim } from "../dim.ts";
import { addDims, sameDim, showDim, showShape } from "../dim-arithmetic.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import { requireDType } from "../require-dtype.ts";
import { resolveAxis } from "../resolve-axis.ts";
import { ShapeProblem } from "../shape-problem.ts";
import { aroundAxis } from "../strides.ts";
import type { Type } from "../type.ts";
import { split } from "./split.ts";

export const concatPrimitive = definePrimitive<{ readonly axis: number }>({
  name: "concat",
  types: (inputs, { axis }) => {
    const [first] = inputs;
    for (const input of inputs.keys()) requireFit(inputs, input, axis);
    const total = inputs.map(({ shape }) => shape[axis]).reduce(addDims);
    return [{ dtype: first.dtype, shape: first.shape.map((dim, i) => (i === axis ? total : dim)) }];
  },
  gradient: ({ inputs, cotangents: [cotangent], attributes: { axis } }) => {
    if (cotangent === undefined) return [];
    const sizes = inputs.map(({ shape }) => shape[axis]);
    return split(cotangent, sizes, axis);
  },
  cost: () => 0,
  evaluate: (inputs, { axis }, context) => {
    const array = newArray(context);
    const { outer } = aroundAxis(array.shape, axis);
    let at = 0;
    for (let block = 0; block < outer; block++)
      for (const { data } of inputs) {
        const length = data.length / outer;
        array.data.set(data.subarray(block * length, (block + 1) * length), at);
        at += length;
      }
    return [array];
  },
});

/** The values joined along `axis`; all other dims must be equal. Throws ShapeProblem ("rank", "mismatch" or "dtype"). */
export function concat(xs: readonly Tensor[], axis: number): Tensor {
  if (xs.length === 1) return xs[0];
  return apply(concatPrimitive, xs, { axis: resolveAxis(axis, xs[0]) })[0];
}

function requireFit(inputs: readonly Type[], input: number, axis: number): void {
  const [first] = inputs;
  const { shape } = inputs[input];
  requireDType("A concatenation", inputs, input, first.dtype);
  if (shape.length !== first.shape.length)
    throw problem("rank", inputs, input, "All inputs must have the same rank.");
  const wrong = shape.findIndex((dim, i) => i !== axis && !sameDim(dim, first.shape[i]));
  if (wrong >= 0)
    throw problem("mismatch", inputs, input, differing(first.shape[wrong], shape[wrong], axis), wrong);
}

function differing(a: Dim, b: Dim, axis: number): string {
  return `All sizes but those of axis ${axis} must be equal; ${showDim(a)} and ${showDim(b)} are not${typeof a === typeof b ? "" : " provably so"}.`;
}

function problem(
  kind: "rank" | "mismatch",
  types: readonly Type[],
  input: number,
  expected: string,
  axis?: number,
) {
  const shapes = types.map(({ shape }) => showShape(shape)).join(", ");
  return new ShapeProblem({
    kind,
    found: `Values of shapes ${shapes} are to be joined.`,
    expected,
    types,
    input,
    axis,
  });
}
