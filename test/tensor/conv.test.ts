/** Convolutions: Keras's numbers, the definition written out anew, and gradients over every kind of geometry. */
import { expect, it } from "vitest";
import {
  type ConvOptions,
  conv,
  convFilterGrad,
  convInputGrad,
  type Dim,
  mul,
  type NumberArray,
  primitives,
  sin,
  symbol,
  type Tensor,
} from "../../src/tensor/index.ts";
import { checkGradient } from "./gradient-check.ts";
import { arrayOf, evaluateTraced, randomArray, run, traceProgram } from "./run-traced.ts";

const batch = symbol("batch");
const time = symbol("time");

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const ones = (...shape: number[]) => arrayOf(new Array<number>(sizeOf(shape)).fill(1), shape);

it("same padding puts the odd element on the right, as Keras does", () => {
  const over = (n: number, size: number) =>
    numbersOf(
      ([x, kernel]) => conv(x, kernel, { strides: [2], padding: "same" }),
      [arrayOf(upTo(n), [1, n, 1]), ones(size, 1, 1)],
    );
  expect(over(5, 2)).toEqual([3, 7, 5]);
  expect(over(6, 3)).toEqual([6, 12, 11]);
});

it("the input's gradient is Keras's transposed convolution", () => {
  const transposed = (n: number, padding: "same" | "valid") =>
    numbersOf(
      ([x, kernel]) => convInputGrad(x, kernel, [1, n, 1], { strides: [2], padding }),
      [arrayOf([1, 2, 3], [1, 3, 1]), ones(3, 1, 1)],
    );
  expect(transposed(6, "same")).toEqual([1, 1, 3, 2, 5, 3]);
  expect(transposed(7, "valid")).toEqual([1, 1, 3, 2, 5, 3, 3]);
});

it("by hand: an edge filter over a ramp, and a causal, dilated echo", () => {
  const picture = arrayOf([1, 2, 4, 1, 2, 4, 1, 2, 4], [1, 3, 3, 1]);
  const edge = arrayOf([-1, 1], [1, 2, 1, 1]);
  const edges = numbersOf(([x, k]) => conv(x, k, { strides: [1, 1], padding: "valid" }), [picture, edge]);
  expect(edges).toEqual([1, 2, 1, 2, 1, 2]);
  const causal: ConvOptions = { strides: [1], padding: [[2, 0]], dilation: [2] };
  const echo = arrayOf([10, 1], [2, 1, 1]);
  expect(numbersOf(([x, k]) => conv(x, k, causal), [arrayOf(upTo(4), [1, 4, 1]), echo])).toEqual([
    1, 2, 13, 24,
  ]);
});

it("a depthwise convolution has as many groups as channels: filter c · m + j belongs to channel c", () => {
  const x = arrayOf([1, 10, 2, 20], [1, 2, 2]);
  const kernel = arrayOf([1, 2, 3, 4], [1, 1, 4]);
  const depthwise: ConvOptions = { strides: [1], padding: "same", groups: 2 };
  expect(numbersOf(([a, b]) => conv(a, b, depthwise), [x, kernel])).toEqual([1, 2, 30, 40, 2, 4, 60, 80]);
});

interface Geometry extends ConvOptions {
  readonly x: readonly number[];
  readonly kernel: readonly number[];
}

const geometries: readonly Geometry[] = [
  { x: [2, 6, 2], kernel: [3, 2, 3], strides: [2], padding: "same" },
  { x: [2, 6, 4], kernel: [3, 2, 2], strides: [1], padding: "valid", dilation: [2], groups: 2 },
  { x: [2, 6, 2], kernel: [2, 2, 3], strides: [3], padding: "valid" },
  { x: [2, 6, 2], kernel: [3, 2, 1], strides: [1], padding: [[4, 0]], dilation: [2] },
  { x: [2, 5, 4, 2], kernel: [3, 2, 2, 2], strides: [1, 1], padding: "same" },
  { x: [2, 5, 4, 2], kernel: [3, 2, 2, 2], strides: [2, 1], padding: "same", dilation: [1, 2] },
  { x: [2, 5, 4, 3], kernel: [3, 3, 1, 6], strides: [1, 2], padding: "same", groups: 3 },
  { x: [2, 7, 4, 2], kernel: [3, 2, 2, 2], strides: [2, 1], padding: "valid", dilation: [2, 2] },
  {
    x: [2, 5, 4, 2],
    kernel: [3, 2, 1, 4],
    strides: [2, 3],
    padding: [
      [1, 2],
      [0, 1],
    ],
    groups: 2,
  },
  { x: [2, 3, 4, 3, 2], kernel: [2, 3, 2, 2, 2], strides: [1, 2, 1], padding: "same" },
  { x: [2, 3, 4, 3, 2], kernel: [2, 2, 2, 1, 2], strides: [1, 1, 1], padding: "valid", groups: 2 },
];

it.each(geometries)(
  "equals the definition and its gradients are its adjoints: %o",
  ({ x, kernel, ...options }) => {
    const [a, b] = [randomArray(x, 1), randomArray(kernel, 2)];
    const [y] = evaluateTraced(([p, q]) => conv(p, q, options), [a, b]);
    expect([...y.data]).toEqual(byDefinition(a, b, y, options).map((value) => expect.closeTo(value, 12)));
    const dy = randomArray(y.shape, 3);
    const [ofX] = evaluateTraced(([p, q]) => convInputGrad(p, q, x, options), [dy, b]);
    const [ofKernel] = evaluateTraced(([p, q]) => convFilterGrad(p, q, kernel, options), [a, dy]);
    expect(inner(a, ofX)).toBeCloseTo(inner(y, dy), 12);
    expect(inner(b, ofKernel)).toBeCloseTo(inner(y, dy), 12);
  },
);

it.each(geometries)(
  "differentiates twice on a symbolic batch and first axis: %o",
  ({ x, kernel, ...options }) => {
    const shapes: Dim[][] = [[batch, time, ...x.slice(2)], [...kernel]];
    const bindings = { batch: x[0], time: x[1] };
    const curved = ([p, q]: Tensor[]) => sin(mul(conv(p, q, options), 0.5));
    checkGradient(curved, shapes, { bindings, second: true });
  },
);

it("differentiates a transposed convolution, strided and in groups", () => {
  const options: ConvOptions = { strides: [2], padding: "same", groups: 2 };
  const upsample = ([p, q]: Tensor[]) => sin(mul(convInputGrad(p, q, [batch, 8, 4], options), 0.5));
  checkGradient(
    upsample,
    [
      [batch, 4, 6],
      [3, 2, 6],
    ],
    { bindings: { batch: 2 }, second: true },
  );
});

it("a symbolic batch and length give what numbers give", () => {
  const { x, kernel, ...options } = geometries[0];
  const arrays = [randomArray(x, 1), randomArray(kernel, 2)];
  const trace = ([p, q]: Tensor[]) => conv(p, q, options);
  const symbolic = traceProgram(trace, [[batch, time, 2], kernel]);
  expect(run(symbolic, arrays)).toEqual(evaluateTraced(trace, arrays));
});

it("counts multiply-adds: 26 · 26 · 32 places of 9 weights", () => {
  const types = [
    [1, 28, 28, 1],
    [3, 3, 1, 32],
    [1, 26, 26, 32],
  ].map((shape) => ({ dtype: "f32" as const, shape }));
  const attributes = { strides: [1, 1], padding: "valid" as const, dilation: [1, 1], groups: 1 };
  expect(primitives.conv.cost(types.slice(0, 2), types.slice(2), attributes, () => 0)).toBe(194_688);
});

function numbersOf(trace: (xs: Tensor[]) => Tensor, arrays: readonly NumberArray[]): readonly number[] {
  return [...evaluateTraced(trace, arrays)[0].data];
}

/** The sum over all taps and channels, place by place, with TensorFlow's padding worked out anew. */
function byDefinition(x: NumberArray, kernel: NumberArray, y: NumberArray, options: ConvOptions): number[] {
  const { strides, dilation = strides.map(() => 1), groups = 1 } = options;
  const filters = y.shape[y.shape.length - 1];
  const perGroup = kernel.shape[kernel.shape.length - 2];
  const low = strides.map((_, axis) => paddingBefore(x.shape[axis + 1], kernel.shape[axis], axis, options));
  return Array.from(y.data, (_, at) => {
    const [example, ...place] = indexOf(at, y.shape);
    const filter = place.pop() ?? 0;
    let total = 0;
    for (let weight = filter; weight < kernel.data.length; weight += filters) {
      const tap = indexOf(weight, kernel.shape);
      const inside = place.map((p, axis) => p * strides[axis] + tap[axis] * dilation[axis] - low[axis]);
      if (inside.some((i, axis) => i < 0 || i >= x.shape[axis + 1])) continue;
      const channel = Math.floor((filter * groups) / filters) * perGroup + tap[place.length];
      total += x.data[positionOf([example, ...inside, channel], x.shape)] * kernel.data[weight];
    }
    return total;
  });
}

function paddingBefore(
  n: number,
  size: number,
  axis: number,
  { strides, padding, dilation }: ConvOptions,
): number {
  if (padding === "valid") return 0;
  if (padding !== "same") return padding[axis][0];
  const span = (Math.ceil(n / strides[axis]) - 1) * strides[axis] + (size - 1) * (dilation?.[axis] ?? 1) + 1;
  return Math.floor(Math.max(span - n, 0) / 2);
}

function indexOf(position: number, shape: readonly number[]): number[] {
  return shape.map((size, axis) => Math.floor(position / sizeOf(shape.slice(axis + 1))) % size);
}

function positionOf(index: readonly number[], shape: readonly number[]): number {
  return index.reduce((position, at, axis) => position * shape[axis] + at, 0);
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function inner(a: NumberArray, b: NumberArray): number {
  return Array.from(a.data).reduce((total, value, i) => total + value * b.data[i], 0);
}
