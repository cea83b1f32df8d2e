/** A value with a border, and with gaps between its elements: the gradient of every kind of cutting. */
import type { Dim } from "../dim.ts";
import { addDims, multiplyDims, showDim, showShape, subtractDims } from "../dim-arithmetic.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive, type GradientContext } from "../primitive.ts";
import { rowMajorStrides, stridedPositions } from "../strides.ts";
import type { Type } from "../type.ts";
import { reshape } from "./reshape.ts";
import { slice } from "./slice.ts";

export interface PadAttributes {
  /** Never negative: cropping is a slice. */
  readonly low: readonly Dim[];
  readonly high: readonly Dim[];
  /** How many gaps stand between neighbours along each axis. */
  readonly interior: readonly number[];
  readonly value: number;
}

interface PadOptions {
  readonly low: readonly Dim[];
  readonly high: readonly Dim[];
  readonly interior?: readonly number[];
  readonly value?: number;
}

export const padPrimitive = definePrimitive<PadAttributes>({
  name: "pad",
  types: ([x], attributes) => {
    requireBorders(x, attributes);
    return [{ dtype: x.dtype, shape: x.shape.map((dim, axis) => paddedDim(dim, axis, attributes)) }];
  },
  gradient,
  cost: () => 0,
  evaluate: ([x], { low, interior, value }, context) => {
    const array = newArray(context);
    array.data.fill(value);
    const strides = rowMajorStrides(array.shape);
    const apart = strides.map((stride, axis) => stride * (interior[axis] + 1));
    const first = strides.reduce((position, stride, axis) => position + stride * Number(low[axis]), 0);
    for (const [from, to] of stridedPositions(x.shape, apart, first).entries()) array.data[to] = x.data[from];
    return [array];
  },
});

/** x with `low` and `high` more places before and after each axis and `interior` between neighbours, all of `value` (0). */
export function pad(
  x: Tensor,
  { low, high, interior = x.shape.map(() => 0), value = 0 }: PadOptions,
): Tensor {
  return apply(padPrimitive, [x], { low, high, interior, value })[0];
}

function paddedDim(dim: Dim, axis: number, { low, high, interior }: PadAttributes): Dim {
  const spread =
    interior[axis] === 0 ? dim : subtractDims(multiplyDims(dim, interior[axis] + 1), interior[axis]);
  return addDims(spread, addDims(low[axis], high[axis]));
}

function gradient({ inputs: [x], cotangents: [cotangent], attributes }: GradientContext<PadAttributes>) {
  if (cotangent === undefined) return [];
  const { low, interior } = attributes;
  const bare = x.shape.map((dim, axis) =>
    paddedDim(dim, axis, { ...attributes, low: zeros(x), high: zeros(x) }),
  );
  const inner = slice(cotangent, low, bare);
  return [
    interior.reduce((part, gaps, axis) => (gaps === 0 ? part : everyOther(part, axis, gaps + 1)), inner),
  ];
}

/** Each `step`-th element along the axis, the first and the last among them. */
function everyOther(x: Tensor, axis: number, step: number): Tensor {
  const before = x.shape.slice(0, axis);
  const after = x.shape.slice(axis + 1);
  const whole = pad(x, { low: zeros(x), high: x.shape.map((_, i) => (i === axis ? step - 1 : 0)) });
  const rows = reshape(whole, [...before, -1, step, ...after]);
  const sizes = rows.shape.map((dim, i) => (i === axis + 1 ? 1 : dim));
  return reshape(slice(rows, zeros(rows), sizes), [...before, rows.shape[axis], ...after]);
}

function zeros({ shape }: Type): readonly number[] {
  return shape.map(() => 0);
}

function requireBorders(x: Type, { low, high, interior }: PadAttributes): void {
  const rank = x.shape.length;
  if ([low, high, interior].some(({ length }) => length !== rank))
    throw new Error(`padding of ${showShape(x.shape)} must name ${rank} axes`);
  const negative = [...low, ...high, ...interior].find((dim) => typeof dim === "number" && dim < 0);
  if (negative !== undefined) throw new Error(`padding can't be ${showDim(negative)}: cropping is a slice`);
}
