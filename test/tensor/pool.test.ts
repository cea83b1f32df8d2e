/** Pooling: Keras's numbers, ties, negative maxima, and gradients of gradients. */
import { expect, it } from "vitest";
import {
  div,
  fill,
  gradients,
  maxPool,
  mul,
  type NumberArray,
  type PoolOptions,
  sin,
  sum,
  sumPool,
  symbol,
  type Tensor,
} from "../../src/tensor/index.ts";
import { checkGradient } from "./gradient-check.ts";
import { arrayOf, evaluateTraced, randomArray } from "./run-traced.ts";

const pairs: PoolOptions = { window: [2], strides: [2], padding: "same" };

it("average pooling with same padding counts only elements, as Keras does: the sum over the sum of ones", () => {
  const average = ([x]: Tensor[]) => div(sumPool(x, pairs), sumPool(fill(x, 1, [1, 5, 1]), pairs));
  expect(numbersOf(average, arrayOf([1, 2, 3, 4, 5], [1, 5, 1]))).toEqual([1.5, 3.5, 5]);
});

it("max pooling by hand: two channels, overlapping windows", () => {
  const x = arrayOf([1, -8, 3, -7, 2, -6, 0, -9], [1, 4, 2]);
  const overlapping: PoolOptions = { window: [3], strides: [1], padding: "valid" };
  expect(numbersOf(([t]) => maxPool(t, overlapping), x)).toEqual([3, -6, 3, -6]);
});

it("padding never wins: the maxima of negative numbers are negative, and get their gradient", () => {
  const x = arrayOf([-1, -2, -3, -4, -5], [1, 5, 1]);
  expect(numbersOf(([t]) => maxPool(t, pairs), x)).toEqual([-1, -3, -5]);
  expect(numbersOf(([t]) => gradients(sum(maxPool(t, pairs)), [t])[0], x)).toEqual([1, 0, 1, 0, 1]);
});

it("among equal maxima the first takes the whole gradient, once for each window", () => {
  const all: PoolOptions = { window: [2, 2], strides: [1, 1], padding: "valid" };
  const x = arrayOf([7, 7, 0, 7, 7, 7], [1, 2, 3, 1]);
  expect(numbersOf(([t]) => gradients(sum(maxPool(t, all)), [t])[0], x)).toEqual([1, 1, 0, 0, 0, 0]);
});

it("the gradient of max pooling's gradient picks what lies at the first maxima", () => {
  const windows: PoolOptions = { window: [2, 3], strides: [1, 2], padding: "same" };
  const picked = ([weights, x, values]: Tensor[]) => {
    const [gradient] = gradients(sum(mul(weights, maxPool(x, windows))), [x]);
    return gradients(sum(mul(gradient, values)), [weights])[0];
  };
  const x = randomArray([2, 4, 5, 2], 1);
  const arrays = [randomArray([2, 4, 3, 2], 2), x, x];
  const found = [...evaluateTraced(picked, arrays)[0].data];
  expect(found).toEqual(numbersOf(([t]) => maxPool(t, windows), x));
});

const batch = symbol("batch");
const width = symbol("width");

const geometries: readonly PoolOptions[] = [
  { window: [3], strides: [2], padding: "same" },
  { window: [2, 2], strides: [2, 2], padding: "valid" },
  { window: [3, 2], strides: [1, 1], padding: "same" },
  { window: [3, 2], strides: [2, 3], padding: "valid" },
  {
    window: [2, 3],
    strides: [1, 2],
    padding: [
      [1, 0],
      [0, 2],
    ],
  },
  { window: [2, 2, 3], strides: [1, 2, 2], padding: "same" },
];

it.each(geometries)("differentiates maxima and sums twice on symbolic sizes: %o", (options) => {
  const shape = [batch, width, ...[4, 3].slice(0, options.window.length - 1), 2];
  for (const pool of [maxPool, sumPool]) {
    const curved = ([x]: Tensor[]) => sin(pool(x, options));
    checkGradient(curved, [shape], { bindings: { batch: 2, width: 5 }, second: true });
  }
});

function numbersOf(trace: (xs: Tensor[]) => Tensor, x: NumberArray): readonly number[] {
  return [...evaluateTraced(trace, [x])[0].data];
}
