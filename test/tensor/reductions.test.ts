/** Reductions: axes and kept dims, ties, zeros and infinities, gradients. */
import { expect, it } from "vitest";
import {
  all,
  any,
  cast,
  constant,
  type Dim,
  gradients,
  greater,
  max,
  mean,
  min,
  prod,
  sin,
  sum,
  symbol,
  type Tensor,
} from "../../src/tensor/index.ts";
import { checkGradient } from "./gradient-check.ts";
import { arrayOf, evaluateTraced, randomArray } from "./run-traced.ts";

const batch = symbol("batch");
const time = symbol("time");
const reductions = { sum, max, min, prod, mean };
type Name = keyof typeof reductions;
const names = Object.keys(reductions) as Name[];

const table = arrayOf([1, -2, 3, 4, 5, -6], [2, 3]);

it.each<[Name, number, number[], number[]]>([
  ["sum", 5, [5, 3, -3], [2, 3]],
  ["max", 5, [4, 5, 3], [3, 5]],
  ["min", -6, [1, -2, -6], [-2, -6]],
  ["prod", 720, [4, -10, -18], [-6, -120]],
  ["mean", 5 / 6, [2.5, 1.5, -1.5], [2 / 3, 1]],
])("%s over all axes, the first, and the last", (name, whole, first, last) => {
  const reduce = reductions[name];
  expect(resultOf(([x]) => reduce(x), table)).toEqual({ shape: [], numbers: [whole] });
  expect(resultOf(([x]) => reduce(x, 0), table)).toEqual({ shape: [3], numbers: first });
  expect(resultOf(([x]) => reduce(x, [-1], { keepDims: true }), table)).toEqual({
    shape: [2, 1],
    numbers: last,
  });
  expect(resultOf(([x]) => reduce(x, [1, 0], { keepDims: true }), table)).toEqual({
    shape: [1, 1],
    numbers: [whole],
  });
});

it("any and all over bools", () => {
  const overTwo = (x: Tensor) => greater(x, 2);
  expect(resultOf(([x]) => cast(any(overTwo(x), 0), "f32"), table).numbers).toEqual([1, 1, 1]);
  expect(resultOf(([x]) => cast(all(overTwo(x), 0), "f32"), table).numbers).toEqual([0, 0, 0]);
  expect(resultOf(([x]) => cast(any(overTwo(x), 1), "f32"), arrayOf([0, 1, 3, 3], [2, 2])).numbers).toEqual([
    0, 1,
  ]);
  expect(resultOf(([x]) => cast(all(overTwo(x), 1), "f32"), arrayOf([0, 3, 3, 4], [2, 2])).numbers).toEqual([
    0, 1,
  ]);
});

it("whole numbers stay whole, and a NaN is not lost in a maximum", () => {
  const summed = ([x]: Tensor[]) => sum(constant(x, [3, -5, 4], [3], "i32"));
  expect(evaluateTraced(summed, [table])[0]).toMatchObject({ dtype: "i32", data: Int32Array.of(2) });
  expect(resultOf(([x]) => max(x), arrayOf([1, Number.NaN, 2])).numbers).toEqual([Number.NaN]);
});

it("a sum of many f32 is exact before it is rounded once", () => {
  const tenths = arrayOf(new Array<number>(10_000).fill(0.1));
  const [{ data }] = evaluateTraced(([x]) => sum(x), [tenths], false);
  expect(data[0]).toBe(Math.fround(10_000 * Math.fround(0.1)));
});

it("equal maxima share the gradient evenly", () => {
  const gradient = ([x]: Tensor[]) => gradients(sum(max(x, 1)), [x])[0];
  expect(resultOf(gradient, arrayOf([2, 7, 7, 1, 1, 0], [2, 3])).numbers).toEqual([0, 0.5, 0.5, 0.5, 0.5, 0]);
});

it("the gradient of a product is right where elements are 0, and so is the gradient's gradient", () => {
  const gradient = ([x]: Tensor[]) => gradients(prod(x), [x])[0];
  expect(resultOf(gradient, arrayOf([2, 0, 3])).numbers).toEqual([0, 6, 0]);
  expect(resultOf(gradient, arrayOf([2, 0, 0])).numbers).toEqual([0, 0, 0]);
  const second = ([x]: Tensor[]) => gradients(sum(gradient([x])), [x])[0];
  expect(resultOf(second, arrayOf([2, 0, 3])).numbers).toEqual([3, 5, 2]);
});

it.each(names)("differentiates %s", (name) => {
  const reduce = reductions[name];
  const forms: [(x: Tensor) => Tensor, readonly Dim[]][] = [
    [(x) => reduce(x), [2, 3]],
    [(x) => reduce(x, 1), [batch, time, 2]],
    [(x) => reduce(x, [0, -1], { keepDims: true }), [batch, time, 3]],
  ];
  for (const [form, shape] of forms)
    checkGradient(([x]) => sin(form(x)), [shape], { bindings: { batch: 2, time: 3 }, second: true });
});

it("an axis that is not there, or named twice, or a wrong dtype, is a problem in words", () => {
  const attempt = (trace: (x: Tensor) => Tensor) => () => resultOf(([x]) => trace(x), randomArray([2, 3], 1));
  expect(attempt((x) => sum(x, 2))).toThrow(
    "There is no axis 2: the value is [2, 3], of rank 2. Use an axis from -2 to 1.",
  );
  expect(attempt((x) => max(x, [1, -1]))).toThrow("Axis 1 is named twice in [1, -1]. Name each axis once.");
  expect(attempt((x) => any(x))).toThrow("`any` gets real numbers (f32). It needs true or false (bool).");
});

function resultOf(trace: (xs: Tensor[]) => Tensor, x: ReturnType<typeof arrayOf>) {
  const [{ shape, data }] = evaluateTraced(trace, [x]);
  return { shape, numbers: [...data] };
}
