/** What the primitives that fold axes away have in common: attributes, type rule, cost and evaluation. */

import type { Dim } from "../dim.ts";
import { sizeOf } from "../dim-arithmetic.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive, type GradientContext, type Primitive } from "../primitive.ts";
import { requireDType } from "../require-dtype.ts";
import { resolveAxes } from "../resolve-axis.ts";
import { rowMajorStrides, stridedPositions } from "../strides.ts";
import type { DType } from "../type.ts";
import { reshape } from "./reshape.ts";

export interface ReductionAttributes {
  /** Ascending, counted from the front. */
  readonly axes: readonly number[];
  /** Folded axes stay with length 1. */
  readonly keepDims: boolean;
}

export interface ReductionOptions {
  readonly keepDims?: boolean;
}

interface Reduction {
  readonly name: string;
  /** The operation's name in messages: `A sum`. */
  readonly title: string;
  readonly dtypes: readonly DType[];
  readonly start: number;
  readonly fold: (total: number, element: number) => number;
  readonly gradient?: (x: Tensor, y: Tensor, cotangent: Tensor, axes: readonly number[]) => Tensor;
}

/** Declares a reduction. Its gradient rule sees `y` and the cotangent with the folded axes kept as 1. */
export function defineReduction(reduction: Reduction): Primitive<ReductionAttributes> {
  const { name, title, dtypes, start, fold, gradient } = reduction;
  return definePrimitive<ReductionAttributes>({
    name,
    types: (inputs, { axes, keepDims }) => {
      requireDType(title, inputs, 0, ...dtypes);
      const [{ dtype, shape }] = inputs;
      return [
        { dtype, shape: keepDims ? keptShape(shape, axes) : shape.filter((_, axis) => !axes.includes(axis)) },
      ];
    },
    gradient: gradient && ((context) => reductionGradient(gradient, context)),
    cost: ([x]) => sizeOf(x.shape),
    evaluate: ([x], { axes }, context) => {
      const result = newArray(context);
      const totals = new Float64Array(result.data.length).fill(start);
      const strides = strideThrough(x.shape, axes);
      stridedPositions(x.shape, strides).forEach((to, from) => {
        totals[to] = fold(totals[to], x.data[from]);
      });
      result.data.set(totals);
      return [result];
    },
  });
}

/** Appends a reduction of `x` over `axes` (all where none are given; negative ones count from the back). */
export function reduce(
  primitive: Primitive<ReductionAttributes>,
  x: Tensor,
  axes: number | readonly number[] | undefined,
  { keepDims = false }: ReductionOptions = {},
): Tensor {
  return apply(primitive, [x], { axes: resolveAxes(axes, x), keepDims })[0];
}

/** The shape with 1 in place of each folded axis. */
export function keptShape(shape: readonly Dim[], axes: readonly number[]): readonly Dim[] {
  return shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
}

function reductionGradient(
  rule: (x: Tensor, y: Tensor, cotangent: Tensor, axes: readonly number[]) => Tensor,
  {
    inputs: [x],
    outputs: [y],
    cotangents: [cotangent],
    attributes: { axes },
  }: GradientContext<ReductionAttributes>,
): readonly (Tensor | undefined)[] {
  if (cotangent === undefined) return [undefined];
  const kept = keptShape(x.shape, axes);
  return [rule(x, reshape(y, kept), reshape(cotangent, kept), axes)];
}

/** Strides that walk over the result while an index runs over the input: folded axes don't move. */
function strideThrough(shape: readonly number[], axes: readonly number[]): number[] {
  const strides = rowMajorStrides(shape.map((size, axis) => (axes.includes(axis) ? 1 : size)));
  return strides.map((stride, axis) => (axes.includes(axis) ? 0 : stride));
}
