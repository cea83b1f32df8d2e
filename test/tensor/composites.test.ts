/** Every composite is its expansion, in values, gradients and gradients of gradients; and does not overflow. */
import { expect, it } from "vitest";
import * as tensor from "../../src/tensor/index.ts";
import {
  type CompositeName,
  composites,
  type Dim,
  gradients,
  mul,
  type NumberArray,
  sin,
  sum,
  symbol,
  type Tensor,
} from "../../src/tensor/index.ts";
import { checkGradient } from "./gradient-check.ts";
import { arrayOf, evaluateTraced, randomArray } from "./run-traced.ts";

const batch = symbol("batch");

interface Case {
  readonly composite: CompositeName;
  readonly call: (xs: Tensor[]) => Tensor;
  readonly attributes?: object;
  readonly shapes?: readonly (readonly Dim[])[];
  readonly low?: number;
}

const cases: readonly Case[] = [
  { composite: "relu", call: ([x]) => tensor.relu(x) },
  { composite: "leakyRelu", call: ([x]) => tensor.leakyRelu(x, 0.2), attributes: { slope: 0.2 } },
  { composite: "elu", call: ([x]) => tensor.elu(x, 1.5), attributes: { alpha: 1.5 } },
  { composite: "silu", call: ([x]) => tensor.silu(x) },
  { composite: "gelu", call: ([x]) => tensor.gelu(x) },
  { composite: "geluTanh", call: ([x]) => tensor.geluTanh(x) },
  { composite: "softplus", call: ([x]) => tensor.softplus(x) },
  { composite: "logSigmoid", call: ([x]) => tensor.logSigmoid(x) },
  { composite: "softmax", call: ([x]) => tensor.softmax(x), attributes: { axis: 2 } },
  { composite: "softmax", call: ([x]) => tensor.softmax(x, 1), attributes: { axis: 1 } },
  { composite: "logSoftmax", call: ([x]) => tensor.logSoftmax(x, -2), attributes: { axis: 1 } },
  { composite: "step", call: ([x]) => tensor.step(x) },
  { composite: "clip", call: ([x]) => tensor.clip(x, -0.5, 0.75), attributes: { low: -0.5, high: 0.75 } },
  { composite: "square", call: ([x]) => tensor.square(x) },
  {
    composite: "squaredDifference",
    call: ([a, b]) => tensor.squaredDifference(a, b),
    shapes: [
      [batch, 3, 4],
      [3, 1],
    ],
  },
  {
    composite: "divNoNan",
    call: ([a, b]) => tensor.divNoNan(a, b),
    shapes: [
      [batch, 3, 4],
      [3, 1],
    ],
  },
  { composite: "rsqrt", call: ([x]) => tensor.rsqrt(x), low: 0.3 },
  { composite: "mean", call: ([x]) => tensor.mean(x), attributes: { axes: [0, 1, 2], keepDims: false } },
  {
    composite: "mean",
    call: ([x]) => tensor.mean(x, [-1, 0], { keepDims: true }),
    attributes: { axes: [0, 2], keepDims: true },
  },
];

it("has a case for each composite", () => {
  expect(new Set(cases.map(({ composite }) => composite))).toEqual(new Set(Object.keys(composites)));
});

it.each(cases)(
  "$composite $attributes is its expansion",
  ({ composite, call, attributes = {}, shapes, low = -2 }) => {
    const declared = shapes ?? [[batch, 3, 4]];
    const arrays = declared.map((shape, i) =>
      randomArray(
        shape.map((dim) => (dim === batch ? 2 : Number(dim))),
        i,
        low,
        2,
      ),
    );
    const expand = composites[composite].expand as (
      xs: readonly Tensor[],
      given: object,
    ) => readonly Tensor[];
    const expansion = (xs: Tensor[]) => expand(xs, attributes)[0];
    const [own, expanded] = [call, expansion].map((trace) => valuesAndGradients(trace, arrays));
    expect(own).toEqual(expanded.map((numbers) => numbers.map((number) => expect.closeTo(number, 12))));
    const wavy = (xs: Tensor[]) => mul(call(xs), sin(xs[0]));
    checkGradient(wavy, declared, { bindings: { batch: 2 }, low, high: 2, second: true });
  },
);

it("far from 0 nothing overflows, in values or gradients", () => {
  const far = arrayOf([-200, -30, 30, 200]);
  const values = (f: (x: Tensor) => Tensor) =>
    valuesAndGradients(([x]) => f(x), [far])
      .slice(0, 2)
      .map((numbers) => numbers.map(near));
  expect(values(tensor.softplus)).toEqual([
    [0, 0, 30, 200],
    [0, 0, 1, 1],
  ]);
  expect(values(tensor.logSigmoid)).toEqual([
    [-200, -30, 0, 0],
    [1, 1, 0, 0],
  ]);
  expect(values(tensor.silu)).toEqual([
    [0, 0, 30, 200],
    [0, 0, 1, 1],
  ]);
  expect(values(tensor.gelu)).toEqual([
    [0, 0, 30, 200],
    [0, 0, 1, 1],
  ]);
  expect(values(tensor.geluTanh)).toEqual([
    [0, 0, 30, 200],
    [0, 0, 1, 1],
  ]);
  expect(values((x) => tensor.elu(x))).toEqual([
    [-1, -1, 30, 200],
    [0, 0, 1, 1],
  ]);
  expect(values((x) => tensor.softmax(mul(x, 10)))[0]).toEqual([0, 0, 0, 1]);
  expect(values((x) => tensor.logSoftmax(mul(x, 10)))[0]).toEqual([-4000, -2300, -1700, 0]);
});

it("at 0 and at the ends of a range, gradients are those of the contract", () => {
  const at = (f: (x: Tensor) => Tensor, ...x: number[]) => valuesAndGradients(([t]) => f(t), [arrayOf(x)])[1];
  expect(at(tensor.relu, 0)).toEqual([0]);
  expect(at((x) => tensor.leakyRelu(x, 0.2), 0)).toEqual([1]);
  expect(at((x) => tensor.clip(x, -1, 1), -1, 0, 1)).toEqual([0, 1, 0]);
});

it("known values: gelu, its approximation, and softmax", () => {
  const x = arrayOf([-1, 0.5, 2]);
  const at = (f: (x: Tensor) => Tensor) =>
    evaluateTraced(([t]) => f(t), [x])[0].data.map((value) => Number(value.toFixed(6)));
  expect([...at(tensor.gelu)]).toEqual([-0.158655, 0.345731, 1.9545]);
  expect([...at(tensor.geluTanh)]).toEqual([-0.158808, 0.345714, 1.954598]);
  expect([...at(tensor.softmax)]).toEqual([0.039113, 0.17529, 0.785597]);
});

/** The results, the gradients of their sum, and those of the sum of their sines, as plain numbers. */
function valuesAndGradients(trace: (xs: Tensor[]) => Tensor, arrays: readonly NumberArray[]): number[][] {
  const whole = (xs: Tensor[]) => {
    const y = trace(xs);
    return [y, ...gradients(sum(y), xs), ...gradients(sum(sin(y)), xs)];
  };
  return evaluateTraced(whole, arrays).map(({ data }) => [...data]);
}

/** Rounded where float64 keeps a trace of what f32 would lose. */
function near(value: number): number {
  return Math.round(value * 1e9) / 1e9 + 0;
}
