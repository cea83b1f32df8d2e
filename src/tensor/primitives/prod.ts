/** Products over axes. */
import type { Dim } from "../dim.ts";
import { sizeOf } from "../dim-arithmetic.ts";
import type { Tensor } from "../graph.ts";
import { defineReduction, type ReductionOptions, reduce } from "./define-reduction.ts";
import { equal } from "./equal.ts";
import { iota } from "./iota.ts";
import { mul } from "./mul.ts";
import { reshape } from "./reshape.ts";
import { select } from "./select.ts";
import { transpose } from "./transpose.ts";

export const prodPrimitive = defineReduction({
  name: "prod",
  title: "A product",
  dtypes: ["f32", "i32"],
  start: 1,
  fold: (total, element) => total * element,
  gradient: (x, _, cotangent, axes) => mul(cotangent, productOfOthers(x, axes)),
});

/** The product of the elements over `axes`; the product of none is 1. */
export function prod(x: Tensor, axes?: number | readonly number[], options?: ReductionOptions): Tensor {
  return reduce(prodPrimitive, x, axes, options);
}

/**
 * For each element the product of all others over `axes`, without dividing: right where elements are 0, and in every order of
 * derivative. It lays out n · n elements for n that are folded.
 */
function productOfOthers(x: Tensor, axes: readonly number[]): Tensor {
  const kept = x.shape.map((_, axis) => axis).filter((axis) => !axes.includes(axis));
  const order = [...kept, ...axes];
  const outer: Dim[] = kept.map((axis) => x.shape[axis]);
  const count = sizeOf(axes.map((axis) => x.shape[axis]));
  const rows = reshape(transpose(x, order), [...outer, 1, count]);
  const itself = equal(iota(x, [count, 1], 0), iota(x, [1, count], 1));
  const others = prod(select(itself, 1, rows), -1);
  const back = order.map((_, axis) => order.indexOf(axis));
  return transpose(
    reshape(
      others,
      order.map((axis) => x.shape[axis]),
    ),
    back,
  );
}
