/** The reference evaluator: rounding, binding, and the words for values that do not fit. */
import { expect, it } from "vitest";
import {
  add,
  addInput,
  bind,
  broadcastTo,
  createGraph,
  type Dim,
  div,
  equal,
  erf,
  evaluate,
  exp,
  inferBindings,
  isFinite as isPlain,
  mod,
  mul,
  multiplyDims,
  type NumberArray,
  printProgram,
  round,
  ShapeProblem,
  select,
  sigmoid,
  slice,
  subtractDims,
  sum,
  symbol,
  type Tensor,
  toProgram,
} from "../../src/tensor/index.ts";
import { arrayOf, evaluateTraced, run, traceProgram } from "./run-traced.ts";

const batch = symbol("batch");
const time = symbol("time");

it("rounds to f32 at every operation, or computes in float64", () => {
  const third = ([x]: Tensor[]) => mul(div(x, 3), 3e-9);
  const [single] = evaluateTraced(third, [arrayOf([1])], false);
  const [double] = evaluateTraced(third, [arrayOf([1])], true);
  expect(single.data).toEqual(Float32Array.of(Math.fround(Math.fround(1 / 3) * Math.fround(3e-9))));
  expect(double.data).toEqual(Float64Array.of((1 / 3) * 3e-9));
});

it("computes whole numbers as whole numbers", () => {
  const graph = createGraph("whole");
  const [a, b] = [0, 1].map(() => addInput(graph, { dtype: "i32", shape: [4] }));
  const results = [div(a, b), mod(a, b), mul(a, b)];
  const program = toProgram(graph, {
    inputs: [a, b].map(({ id }, i) => ({ name: `x${i}`, value: id })),
    outputs: results.map(({ id }, i) => ({ name: `y${i}`, value: id })),
  });
  const wholes = (...values: number[]): NumberArray => ({
    dtype: "i32",
    shape: [4],
    data: Int32Array.from(values),
  });
  const found = run(program, [wholes(7, -7, 7, 2 ** 30), wholes(2, 2, 0, 5)]);
  expect(found.map(({ data }) => [...data])).toEqual([
    [3, -4, 0, 214748364],
    [1, 1, 0, 4],
    [14, -14, 0, 1073741824],
  ]);
});

it("knows the values of functions that JavaScript lacks", () => {
  const x = arrayOf([-3, -0.5, 0, 0.5, 1, 7]);
  const [e, r, s] = evaluateTraced(([v]) => [erf(v), round(v), sigmoid(mul(v, 200))], [x]);
  const known = [-0.9999779095030014, -0.5204998778130465, 0, 0.5204998778130465, 0.8427007929497149, 1];
  for (const [i, value] of known.entries()) expect(e.data[i]).toBeCloseTo(value, 14);
  expect([...r.data].map((v) => v + 0)).toEqual([-3, 0, 0, 0, 1, 7]);
  expect([...s.data].every((v) => v >= 0 && v <= 1)).toBe(true);
});

it("compares and chooses with NaN and infinities as IEEE 754 does", () => {
  const x = arrayOf([1, Number.NaN, Number.POSITIVE_INFINITY]);
  const [chosen] = evaluateTraced(([v]) => select(isPlain(v), exp(v), select(equal(v, v), 1, 2)), [x]);
  expect([...chosen.data]).toEqual([Math.E, 2, 1]);
});

it("binds symbols from the shapes that it is given, multiples and remainders too", () => {
  const shapes: Dim[][] = [[batch, multiplyDims(16, time)], [subtractDims(time, 1)]];
  const given = (a: number[], b: number[]) => [
    { name: "a", declared: shapes[0], given: a },
    { name: "b", declared: shapes[1], given: b },
  ];
  expect(Object.fromEntries(inferBindings(given([5, 48], [2])))).toEqual({ batch: 5, time: 3 });
  expect(() => inferBindings(given([5, 40], [2]))).toThrow(
    "a is given as [5, 40]; its size 40 does not fit 16 * time with",
  );
  expect(() => inferBindings(given([5, 48], [3]))).toThrow(
    "b is given as [3]; its size 3 does not fit time - 1 with",
  );
  expect(() => inferBindings(given([5], [3]))).toThrow("a is given as [5]. It must be [batch, 16 * time].");
});

it("makes every dim a number, in attributes and loops too", () => {
  const program = traceProgram(([x]) => broadcastTo(sum(x, 0), [batch, time]), [[batch, time]]);
  expect(printProgram(bind(program, { batch: 2, time: 3 }))).toMatchInlineSnapshot(`
    "program traced
      input x0: %0 f32[2, 3]
      # forward
      %1 f32[3] = sum(%0) axes=0
      %2 f32[2, 3] = broadcastTo(%1)
      output y0 = %2
    "
  `);
  expect(printProgram(bind(program, new Map([["time", 3]])))).toContain("f32[batch, 3]");
});

it("says which size comes out too small", () => {
  const program = traceProgram(([x]) => slice(x, [0], [subtractDims(time, 2)]), [[time]]);
  expect(() => bind(program, { time: 2 })).toThrow("With time = 2 the size time - 2 comes out as 0.");
  expect(() => run(program, [arrayOf([1, 2])])).toThrow(ShapeProblem);
});

it("refuses runs that lack a value", () => {
  const program = traceProgram(([x]) => add(x, 1), [[batch]]);
  expect(() => evaluate(program, {})).toThrow("traced is not given its input x0");
});
