/** Every primitive and composite on every backend, on random shapes. */
import fc from "fast-check";
import { it } from "vitest";
import {
  add,
  clip,
  div,
  elu,
  exp,
  expm1,
  less,
  log1p,
  matmul,
  max,
  maximum,
  minimum,
  mul,
  pad,
  relu,
  reshape,
  sigmoid,
  sign,
  sin,
  slice,
  softmax,
  softplus,
  squaredDifference,
  sum,
  type Tensor,
  tanh,
  transpose,
} from "../../../src/tensor/index.ts";
import { compare } from "./compare.ts";
import { loadEngines } from "./engines.ts";
import { cases } from "./primitive-cases.ts";

const seed = 20240917;
const engines = await loadEngines();

for (const engine of engines)
  for (const [name, arbitrary] of Object.entries(cases))
    it(`${engine.name} computes ${name} as the reference does`, () =>
      fc.assert(
        fc.asyncProperty(arbitrary, (one) => compare(engine, one)),
        { seed, numRuns: 40 },
      ));

/** -2, -1, 0, 1, 2 over and over. */
function counted(shape: readonly number[]) {
  const size = shape.reduce((a, b) => a * b, 1);
  return { dtype: "f32" as const, shape, data: Float32Array.from({ length: size }, (_, i) => (i % 5) - 2) };
}

for (const engine of engines)
  it(`${engine.name} computes over more axes than its kernels have`, async () => {
    for (const rank of [5, 6, 7, 8]) {
      const axes = Array.from({ length: rank }, (_, axis) => axis);
      const [odd, even, full] = [1, 0, 2].map((ones) => axes.map((axis) => (axis % 2 === ones ? 1 : 2)));
      for (const apply of [add, maximum, less])
        await compare(engine, {
          inputs: [counted(odd), counted(even)],
          trace: ([a, b]) => [apply(a, b)],
        });
      const turned = (x: Tensor) => transpose(x, axes.toReversed());
      const bordered = (x: Tensor) => pad(x, { low: axes.map(() => 1), high: axes.map((axis) => axis % 2) });
      const cut = (x: Tensor) =>
        slice(
          x,
          axes.map(() => 1),
          axes.map(() => 1),
        );
      await compare(engine, {
        inputs: [counted(full)],
        trace: ([x]) => [turned(x), bordered(x), cut(x), sum(x, [1, 3])],
      });
    }
  });

for (const engine of engines)
  it(`${engine.name} has tiny numbers as right as large ones`, async () => {
    const sizes = [1e-30, 1e-10, 1e-8, 1e-7, 1e-3];
    const tiny = Float32Array.from([...sizes, ...sizes.map((size) => -size)]);
    await compare(engine, {
      inputs: [{ dtype: "f32", shape: [tiny.length], data: tiny }],
      trace: ([x]) => [sign(x), ...[sin, log1p, expm1, tanh].map((apply) => div(apply(x), x))],
    });
    await compare(engine, {
      inputs: [{ dtype: "f32", shape: [2], data: Float32Array.of(-8, -20) }],
      trace: ([x]) => [div(softplus(x), exp(x))],
    });
    await compare(engine, {
      inputs: [{ dtype: "f32", shape: [1], data: Float32Array.of(Number.NaN) }],
      trace: ([x]) => [sign(x), sin(x), log1p(x)],
    });
  });

for (const engine of engines)
  it(`${engine.name} multiplies by the same numbers in another shape`, async () => {
    await compare(engine, {
      inputs: [counted([2, 12]), counted([2, 4]), counted([12, 3])],
      trace: ([a, b, x]) => [
        matmul(a, x),
        matmul(b, reshape(x, [4, 9])),
        matmul(reshape(x, [6, 6]), reshape(x, [6, 6]), { transposeA: true, transposeB: true }),
        matmul(b, reshape(x, [4, 9])),
      ],
    });
  });

for (const engine of engines)
  it(`${engine.name} multiplies batches of large matrices, transposed or not`, async () => {
    for (const [transposeA, transposeB] of [
      [false, false],
      [true, false],
      [false, true],
      [true, true],
    ]) {
      const a = counted(transposeA ? [2, 3, 20, 30] : [2, 3, 30, 20]);
      const b = counted(transposeB ? [2, 3, 40, 20] : [2, 3, 20, 40]);
      await compare(engine, {
        inputs: [a, b],
        trace: ([x, y]) => [matmul(x, y, { transposeA, transposeB })],
      });
    }
  });

for (const engine of engines)
  it(`${engine.name} passes NaN on wherever it stands`, async () => {
    const x = { dtype: "f32" as const, shape: [3], data: Float32Array.of(Number.NaN, 1, -1) };
    const one = { dtype: "f32" as const, shape: [], data: Float32Array.of(1) };
    for (const apply of [maximum, minimum, add, mul, squaredDifference])
      await compare(engine, { inputs: [x, one], trace: ([a, b]) => [apply(a, b), apply(b, a)] });
    for (const apply of [relu, elu, softmax, sigmoid, tanh, (a: Tensor) => clip(a, -2, 0), sum, max])
      await compare(engine, { inputs: [x], trace: ([a]) => [apply(a)] });
  });
