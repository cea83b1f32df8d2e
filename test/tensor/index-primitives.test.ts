/** Lookups, sums by rows, positions of maxima, running sums: values by hand, gradients by differences. */
import { expect, it } from "vitest";
import {
  argMax,
  constant,
  cumsum,
  type Dim,
  gather,
  iota,
  mul,
  oneHot,
  scatterAdd,
  sin,
  symbol,
  type Tensor,
  topK,
} from "../../src/tensor/index.ts";
import { checkGradient } from "./gradient-check.ts";
import { arrayOf, evaluateTraced, randomArray, run, traceProgram } from "./run-traced.ts";

const batch = symbol("batch");
const time = symbol("time");

const whole = (at: Tensor, values: number | readonly number[], shape?: readonly number[]) =>
  constant(at, values, shape, "i32");

it("gather picks rows along any axis, in the shape of the indices", () => {
  const table = arrayOf([1, 2, 3, 4, 5, 6], [3, 2]);
  expect(resultOf(([x]) => gather(x, whole(x, [2, 0, 2, 1], [2, 2]), 0), table)).toEqual({
    shape: [2, 2, 2],
    numbers: [5, 6, 1, 2, 5, 6, 3, 4],
  });
  expect(resultOf(([x]) => gather(x, whole(x, [1], []), -1), table)).toEqual({
    shape: [3],
    numbers: [2, 4, 6],
  });
});

it("a row that does not exist is an error with its number", () => {
  const read = () => resultOf(([x]) => gather(x, whole(x, [0, 3]), 0), randomArray([3, 2], 1));
  expect(read).toThrow("row 3 is read of an axis of 3");
  const write = () => resultOf(([x]) => scatterAdd(whole(x, [0, -1]), x, 4, 0), randomArray([2, 3], 1));
  expect(write).toThrow("row -1 is written of an axis of 4");
});

it("scatterAdd adds rows at their indices, and what is named twice adds up", () => {
  const updates = arrayOf([1, 2, 3, 4, 5, 6], [2, 3]);
  expect(resultOf(([u]) => scatterAdd(whole(u, [3, 0, 3]), u, 4, 1), updates)).toEqual({
    shape: [2, 4],
    numbers: [2, 0, 0, 4, 5, 0, 0, 10],
  });
});

it("scatterAdd refuses rows without indices", () => {
  const misfit = () => resultOf(([u]) => scatterAdd(whole(u, [0, 1]), u, 4, 1), randomArray([2, 3], 1));
  expect(misfit).toThrow(
    "The rows are [2, 3], but their indices are [2] at axis 1. Give one index for each row.",
  );
});

it("argMax gives the first of equals, and one row of numbers for each other axis", () => {
  const x = arrayOf([1, 5, 5, -2, -1, -1], [2, 3]);
  expect(resultOf(([t]) => argMax(t, -1), x)).toEqual({ shape: [2], numbers: [1, 1] });
  expect(resultOf(([t]) => argMax(t, 0), x)).toEqual({ shape: [3], numbers: [0, 0, 0] });
});

it("topK gives values in descending order and the lower index first among equals", () => {
  const x = arrayOf([1, 5, 5, 7, -1, -1, -3, -1], [2, 4]);
  expect(resultOf(([t]) => topK(t, 3)[0], x)).toEqual({ shape: [2, 3], numbers: [7, 5, 5, -1, -1, -1] });
  expect(resultOf(([t]) => topK(t, 3)[1], x)).toEqual({ shape: [2, 3], numbers: [3, 1, 2, 0, 1, 3] });
  const unknown = traceProgram(([t]) => topK(t, 5)[0], [[2, time]]);
  expect(() => run(unknown, [x])).toThrow("the 5 greatest are asked for of 4 elements");
  expect(() => resultOf(([t]) => topK(t, 5)[0], x)).toThrow(
    "The 5 greatest elements are asked for, of rows in [2, 4].",
  );
});

it.each([
  [{}, [1, 3, 6]],
  [{ exclusive: true }, [0, 1, 3]],
  [{ reverse: true }, [6, 5, 3]],
  [{ reverse: true, exclusive: true }, [5, 3, 0]],
])("cumsum of 1, 2, 3 with %o", (options, numbers) => {
  const both = { shape: [3, 2], numbers: numbers.flatMap((number) => [number, number * 10]) };
  expect(resultOf(([x]) => cumsum(x, 0, options), arrayOf([1, 10, 2, 20, 3, 30], [3, 2]))).toEqual(both);
});

it("iota counts along its axis, and oneHot marks the index or nothing", () => {
  const one = arrayOf([0]);
  expect(resultOf(([x]) => iota(x, [2, 3, 2], 1), one).numbers).toEqual([0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2]);
  expect(resultOf(([x]) => oneHot(whole(x, [2, 0, 3]), 3), one)).toEqual({
    shape: [3, 3],
    numbers: [0, 0, 1, 1, 0, 0, 0, 0, 0],
  });
});

const cases: readonly [string, (xs: Tensor[]) => Tensor, readonly Dim[]][] = [
  ["gather along an inner axis", ([x]) => gather(x, whole(x, [1, 0, 2, 1], [2, 2]), 1), [batch, 3, 2]],
  ["gather of one row", ([x]) => gather(x, whole(x, [1], []), 1), [batch, 3, 2]],
  ["gather by symbolic indices", ([x]) => gather(x, iota(x, [time], 0), 1), [batch, time, 2]],
  ["scatterAdd", ([x]) => scatterAdd(whole(x, [1, 0, 1]), x, 4, 1), [batch, 3, 2]],
  ["scatterAdd into a symbolic axis", ([x]) => scatterAdd(whole(x, [1, 0, 1]), x, time, 0), [3, batch]],
  ["the values of topK", ([x]) => topK(x, 2)[0], [batch, time, 5]],
  ["the values of topK of one row", ([x]) => topK(x, 2)[0], [5]],
  ["cumsum", ([x]) => cumsum(x, 1), [batch, time, 2]],
  [
    "cumsum, reversed and exclusive",
    ([x]) => cumsum(x, 1, { reverse: true, exclusive: true }),
    [batch, time, 2],
  ],
];

it.each(cases)("differentiates %s", (_, trace, shape) => {
  const curved = (xs: Tensor[]) => mul(trace(xs), sin(trace(xs)));
  checkGradient(curved, [shape], { bindings: { batch: 2, time: 4 }, second: true });
});

function resultOf(trace: (xs: Tensor[]) => Tensor, x: ReturnType<typeof arrayOf>) {
  const [{ shape, data }] = evaluateTraced(trace, [x]);
  return { shape, numbers: [...data] };
}
