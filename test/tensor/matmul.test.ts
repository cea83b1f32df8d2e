/** Matrix products in every orientation and batch, and the product of any rank with a matrix. */
import { expect, it } from "vitest";
import {
  addInput,
  createGraph,
  type Dim,
  dot,
  matmul,
  primitives,
  sin,
  symbol,
  type Tensor,
  typeOf,
} from "../../src/tensor/index.ts";
import { checkGradient } from "./gradient-check.ts";
import { arrayOf, evaluateTraced, randomArray } from "./run-traced.ts";

const batch = symbol("batch");
const time = symbol("time");
const flags = [
  { transposeA: false, transposeB: false },
  { transposeA: true, transposeB: false },
  { transposeA: false, transposeB: true },
  { transposeA: true, transposeB: true },
];

it("by hand, in all four orientations", () => {
  const product = [58, 64, 139, 154];
  const [a, aSwapped] = [arrayOf([1, 2, 3, 4, 5, 6], [2, 3]), arrayOf([1, 4, 2, 5, 3, 6], [3, 2])];
  const [b, bSwapped] = [arrayOf([7, 8, 9, 10, 11, 12], [3, 2]), arrayOf([7, 9, 11, 8, 10, 12], [2, 3])];
  for (const { transposeA, transposeB } of flags) {
    const arrays = [transposeA ? aSwapped : a, transposeB ? bSwapped : b];
    const [{ shape, data }] = evaluateTraced(([x, y]) => matmul(x, y, { transposeA, transposeB }), arrays);
    expect({ shape, data: [...data] }).toEqual({ shape: [2, 2], data: product });
  }
});

it("leading dims broadcast as elementwise ones do: each product is that of the two matrices", () => {
  const [a, b] = [randomArray([2, 1, 2, 3], 1), randomArray([4, 3, 2], 2)];
  const [all] = evaluateTraced(([x, y]) => matmul(x, y), [a, b]);
  expect(all.shape).toEqual([2, 4, 2, 2]);
  const ofA = arrayOf([...a.data.slice(6)], [2, 3]);
  const ofB = arrayOf([...b.data.slice(18)], [3, 2]);
  const [last] = evaluateTraced(([x, y]) => matmul(x, y), [ofA, ofB]);
  expect(all.data.slice(-4)).toEqual(last.data);
});

it("dot of any rank is the batched product, and has one product's shape rule", () => {
  const [x, kernel] = [randomArray([2, 3, 4, 5], 1), randomArray([5, 6], 2)];
  const traces = [dot, matmul].map(
    (product) =>
      ([a, b]: Tensor[]) =>
        product(a, b),
  );
  const [folded, batched] = traces.map((trace) => evaluateTraced(trace, [x, kernel])[0]);
  expect(folded).toEqual(batched);
  const [vector] = evaluateTraced(([a, b]) => dot(a, b), [arrayOf([1, 2]), arrayOf([3, 4, 5, 6], [2, 2])]);
  expect([vector.shape, ...vector.data]).toEqual([[2], 13, 16]);
});

it.each(flags)("differentiates twice, with and without a batch: %o", ({ transposeA, transposeB }) => {
  const left: Dim[] = transposeA ? [3, time] : [time, 3];
  const right: Dim[] = transposeB ? [2, 3] : [3, 2];
  const batches: [Dim[], Dim[]][] = [
    [[], []],
    [[batch], [batch]],
    [[batch], []],
    [[2, 1], [batch]],
  ];
  const curved = ([a, b]: Tensor[]) => sin(matmul(a, b, { transposeA, transposeB }));
  for (const [ofA, ofB] of batches)
    checkGradient(
      curved,
      [
        [...ofA, ...left],
        [...ofB, ...right],
      ],
      { bindings: { batch: 3, time: 4 }, second: true },
    );
});

it("differentiates dot with symbolic leading dims", () => {
  const curved = ([a, b]: Tensor[]) => sin(dot(a, b));
  checkGradient(
    curved,
    [
      [batch, time, 3],
      [3, 2],
    ],
    { bindings: { batch: 2, time: 3 }, second: true },
  );
});

it("counts multiply-adds and refuses what does not fit, in words", () => {
  const graph = createGraph("test");
  const of = (...shape: Dim[]) => addInput(graph, { dtype: "f32", shape });
  const [a, b] = [of(batch, 784), of(784, 128)];
  const cost = primitives.matmul.cost([a, b], [typeOf(matmul(a, b))], flags[0], () => 0);
  expect(cost).toMatchObject({ key: "100352 * batch" });
  expect(() => matmul(of(batch, 3), of(4, 2))).toThrow(
    "Rows of 3 meet columns of 4: [batch, 3] times [4, 2]. A matrix product needs rows and columns of one length.",
  );
  expect(() => matmul(of(3), of(3, 2))).toThrow(
    "A matrix product gets [3], of rank 1. It needs rows and columns",
  );
  expect(() => matmul(of(batch, 2, 3), of(time, 3, 2))).toThrow("batch and time are not provably equal");
});
