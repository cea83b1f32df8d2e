/** A value cut into parts along an axis: gates of recurrent layers, heads, gated units. */
import type { Dim } from "../dim.ts";
import { addDims, sameDim, showDim, showShape } from "../dim-arithmetic.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive, type GradientContext } from "../primitive.ts";
import { resolveAxis } from "../resolve-axis.ts";
import { ShapeProblem } from "../shape-problem.ts";
import { aroundAxis } from "../strides.ts";
import { concat } from "./concat.ts";
import { fill } from "./fill.ts";

export interface SplitAttributes {
  readonly sizes: readonly Dim[];
  readonly axis: number;
}

export const splitPrimitive = definePrimitive<SplitAttributes>({
  name: "split",
  types: ([x], { sizes, axis }) => {
    if (!sameDim(sizes.reduce(addDims, 0), x.shape[axis])) throw wrongSizes(x.shape, sizes, axis);
    return sizes.map((size) => ({
      dtype: x.dtype,
      shape: x.shape.map((dim, i) => (i === axis ? size : dim)),
    }));
  },
  gradient,
  cost: () => 0,
  evaluate: ([x], { axis }, context) => {
    const { outer, length, inner } = aroundAxis(x.shape, axis);
    let before = 0;
    return context.types.map(({ shape }, output) => {
      const array = newArray(context, output);
      const run = shape[axis] * inner;
      for (let block = 0; block < outer; block++) {
        const from = (block * length + before) * inner;
        array.data.set(x.data.subarray(from, from + run), block * run);
      }
      before += shape[axis];
      return array;
    });
  },
});

/** The parts of x along `axis`, of the given sizes, which must make up all of it. Throws ShapeProblem ("mismatch"). */
export function split(x: Tensor, sizes: readonly Dim[], axis: number): Tensor[] {
  const at = resolveAxis(axis, x);
  return sizes.length === 1 && sameDim(sizes[0], x.shape[at])
    ? [x]
    : apply(splitPrimitive, [x], { sizes, axis: at });
}

/** Parts that reach no loss give zeros. */
function gradient({ outputs, cotangents, attributes: { axis } }: GradientContext<SplitAttributes>) {
  return [
    concat(
      outputs.map((part, i) => cotangents[i] ?? fill(part, 0, part.shape)),
      axis,
    ),
  ];
}

function wrongSizes(shape: readonly Dim[], sizes: readonly Dim[], axis: number): ShapeProblem {
  return new ShapeProblem({
    kind: "mismatch",
    found: `Axis ${axis} of ${showShape(shape)} is to be cut into ${sizes.map(showDim).join(" + ")}.`,
    expected: `The parts must make up ${showDim(shape[axis])}.`,
    types: [{ dtype: "f32", shape }],
    input: 0,
    axis,
  });
}
