/** Every primitive and composite has a gradient that agrees with differences, or is listed here as having none. */
import { expect, it } from "vitest";
import { apply } from "../../src/tensor/graph.ts";
import * as tensor from "../../src/tensor/index.ts";
import {
  type CompositeName,
  composites,
  constant,
  type Dim,
  less,
  mul,
  type Primitive,
  type PrimitiveName,
  primitives,
  sin,
  symbol,
  type Tensor,
} from "../../src/tensor/index.ts";
import { checkGradient } from "./gradient-check.ts";
import { type Trace, traceProgram } from "./run-traced.ts";

const batch = symbol("batch");
const window = { window: [2], strides: [1], padding: "same" } as const;
const sliding = { strides: [2], padding: "same" } as const;

interface GradientCase {
  readonly trace: Trace;
  readonly shapes: readonly (readonly Dim[])[];
  readonly low?: number;
  readonly high?: number;
}

const one: readonly (readonly Dim[])[] = [[batch, 4]];
const two: readonly (readonly Dim[])[] = [[batch, 4], [4]];
const sequence: readonly (readonly Dim[])[] = [[batch, 5, 2]];

const cases: Readonly<Record<PrimitiveName, GradientCase | "none">> = {
  constant: "none",
  fill: "none",
  iota: "none",
  dimension: "none",
  randomUniform: "none",
  neg: elementwise(tensor.neg),
  abs: elementwise(tensor.abs),
  sign: "none",
  floor: "none",
  round: "none",
  exp: elementwise(tensor.exp),
  expm1: elementwise(tensor.expm1),
  log: elementwise(tensor.log),
  log1p: elementwise(tensor.log1p),
  sqrt: elementwise(tensor.sqrt),
  sin: elementwise(tensor.sin),
  cos: elementwise(tensor.cos),
  tanh: elementwise(tensor.tanh),
  sigmoid: elementwise(tensor.sigmoid),
  erf: elementwise(tensor.erf),
  isFinite: "none",
  not: "none",
  cast: { trace: ([x]) => apply(primitives.cast, [x], { dtype: "f32" }), shapes: one },
  stopGradient: "none",
  add: pairwise(tensor.add),
  sub: pairwise(tensor.sub),
  mul: pairwise(tensor.mul),
  div: pairwise(tensor.div),
  pow: pairwise(tensor.pow),
  maximum: pairwise(tensor.maximum),
  minimum: pairwise(tensor.minimum),
  mod: pairwise(tensor.mod),
  equal: "none",
  less: "none",
  lessEqual: "none",
  and: "none",
  or: "none",
  select: { trace: ([a, b]) => tensor.select(less(a, b), a, b), shapes: two },
  reshape: { trace: ([x]) => tensor.reshape(x, [-1, 2]), shapes: one },
  transpose: { trace: ([x]) => tensor.transpose(x), shapes: one },
  slice: { trace: ([x]) => tensor.slice(x, [0, 1], [batch, 2]), shapes: one },
  pad: { trace: ([x]) => tensor.pad(x, { low: [1, 0], high: [0, 2], interior: [0, 1] }), shapes: one },
  concat: {
    trace: ([a, b]) => tensor.concat([a, b], 0),
    shapes: [
      [batch, 4],
      [2, 4],
    ],
  },
  split: { trace: ([x]) => tensor.split(x, [1, 3], 1), shapes: one },
  reverse: { trace: ([x]) => tensor.reverse(x, 1), shapes: one },
  broadcastTo: { trace: ([x]) => tensor.broadcastTo(x, [3, batch, 4]), shapes: one },
  gather: { trace: ([x]) => tensor.gather(x, indices(x, [3, 0, 3]), 1), shapes: one },
  scatterAdd: { trace: ([x]) => tensor.scatterAdd(indices(x, [1, 0, 1, 4]), x, 6, 1), shapes: one },
  argMax: "none",
  topK: { trace: ([x]) => tensor.topK(x, 2)[0], shapes: one },
  cumsum: { trace: ([x]) => tensor.cumsum(x, 1), shapes: one },
  sum: { trace: ([x]) => tensor.sum(x, 0), shapes: one },
  max: { trace: ([x]) => tensor.max(x, 1), shapes: one },
  prod: { trace: ([x]) => tensor.prod(x, 1), shapes: one },
  any: "none",
  matmul: {
    trace: ([a, b]) => tensor.matmul(a, b, { transposeB: true }),
    shapes: [
      [batch, 4],
      [3, 4],
    ],
  },
  conv: { trace: ([x, k]) => tensor.conv(x, k, sliding), shapes: [...sequence, [3, 2, 3]] },
  convInputGrad: {
    trace: ([y, k]) => tensor.convInputGrad(y, k, [batch, 5, 2], sliding),
    shapes: [
      [batch, 3, 3],
      [3, 2, 3],
    ],
  },
  convFilterGrad: {
    trace: ([x, y]) => tensor.convFilterGrad(x, y, [3, 2, 3], sliding),
    shapes: [...sequence, [batch, 3, 3]],
  },
  maxPool: { trace: ([x]) => tensor.maxPool(x, window), shapes: sequence },
  maxPoolGrad: {
    trace: ([x, y]) => tensor.maxPoolGrad(x, tensor.maxPool(x, window), y, window),
    shapes: [...sequence, ...sequence],
  },
  sumPool: { trace: ([x]) => tensor.sumPool(x, window), shapes: sequence },
  sumPoolGrad: { trace: ([y]) => tensor.sumPoolGrad(y, [batch, 5, 2], window), shapes: sequence },
  scan: {
    trace: ([x, y]) =>
      tensor.scan([y], [x], batch, ([total], [row]) => ({ carry: [mul(total, row)], ys: [total] })).ys,
    shapes: two,
  },
};

const compositeCases: Readonly<Record<CompositeName, GradientCase>> = {
  clip: { trace: ([x]) => tensor.clip(x, 0.5, 0.8), shapes: one },
  divNoNan: pairwise(tensor.divNoNan),
  elu: elementwise((x) => tensor.elu(x, 0.7)),
  gelu: elementwise(tensor.gelu),
  geluTanh: elementwise(tensor.geluTanh),
  leakyRelu: elementwise((x) => tensor.leakyRelu(x, 0.1)),
  logSigmoid: elementwise(tensor.logSigmoid),
  logSoftmax: elementwise(tensor.logSoftmax),
  mean: { trace: ([x]) => tensor.mean(x, 0), shapes: one },
  relu: elementwise(tensor.relu),
  rsqrt: elementwise(tensor.rsqrt),
  silu: elementwise(tensor.silu),
  softmax: elementwise(tensor.softmax),
  softplus: elementwise(tensor.softplus),
  square: elementwise(tensor.square),
  squaredDifference: pairwise(tensor.squaredDifference),
  step: { trace: ([x]) => mul(tensor.step(tensor.sub(x, 0.6)), x), shapes: one },
};

const all = [...Object.entries(cases), ...Object.entries(compositeCases)];

it.each(all.filter(([, each]) => each !== "none"))("has a gradient: %s", (name, each) => {
  if (each === "none") throw new Error(`${name} is listed as having none`);
  const { trace, shapes, low = 0.3, high = 1.2 } = each;
  const { operations } = traceProgram(trace, shapes);
  expect(operations.map(({ op }) => op)).toContain(name);
  checkGradient(trace, shapes, { bindings: { batch: 3 }, low, high });
});

it("lists exactly those which have none", () => {
  const withoutRule = Object.values<Primitive<never>>(primitives).filter(
    ({ gradient }) => gradient === undefined,
  );
  const listed = all.filter(([, each]) => each === "none").map(([name]) => name);
  expect(withoutRule.map(({ name }) => name)).toEqual(listed);
});

it("names every operation as the registries do", () => {
  for (const [name, definition] of Object.entries({ ...primitives, ...composites }))
    expect(definition.name).toBe(name);
});

function elementwise(f: (x: Tensor) => Tensor): GradientCase {
  return { trace: ([x]) => mul(f(x), sin(x)), shapes: one };
}

function pairwise(f: (a: Tensor, b: Tensor) => Tensor): GradientCase {
  return { trace: ([a, b]) => mul(f(a, b), sin(a)), shapes: two };
}

function indices(at: Tensor, values: readonly number[]): Tensor {
  return constant(at, values, [values.length], "i32");
}
