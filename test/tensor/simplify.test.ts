/** Simplified programs give the same bits, settle, and have less to do. */
import { expect, it } from "vitest";
import {
  add,
  broadcastTo,
  concat,
  div,
  evaluate,
  fill,
  matmul,
  mul,
  type NumberArray,
  neg,
  type Program,
  printProgram,
  reshape,
  scan,
  simplify,
  split,
  stopGradient,
  sub,
  symbol,
  type Tensor,
  tanh,
  transpose,
} from "../../src/tensor/index.ts";
import { randomProgram } from "./random-program.ts";
import { traceProgram } from "./run-traced.ts";

const batch = symbol("batch");
const time = symbol("time");

it("keeps every bit of random programs with gradients, and finds nothing more the second time", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const { program, inputs } = randomProgram(seed);
    const simplified = simplify(program);
    expect(
      sameBits(evaluate(simplified, { inputs }).outputs, evaluate(program, { inputs }).outputs),
      `seed ${seed}`,
    ).toBe(true);
    expect(printProgram(simplify(simplified)), `seed ${seed}`).toBe(printProgram(simplified));
    expect(operationCount(simplified)).toBeLessThan(operationCount(program));
  }
});

const vanishing: readonly [string, (x: Tensor) => Tensor][] = [
  ["adding a negative zero", (x) => add(x, -0)],
  ["subtracting zero", (x) => sub(x, 0)],
  ["multiplying by one", (x) => mul(1, x)],
  ["dividing by ones", (x) => div(x, fill(x, 1, [3]))],
  ["negating twice", (x) => neg(neg(x))],
  ["multiplying twice by minus one", (x) => mul(mul(x, -1), -1)],
  ["stopping gradients", stopGradient],
  ["transposing back", (x) => transpose(transpose(x))],
  ["reshaping back", (x) => reshape(reshape(x, [-1]), x.shape)],
  ["splitting and joining", (x) => concat(split(x, [1, 2], 1), 1)],
];

it.each(vanishing)("removes %s", (_, f) => {
  const { operations, outputs, inputs } = simplify(traceProgram(([x]) => f(x), [[batch, 3]]));
  expect(operations).toEqual([]);
  expect(outputs[0].value).toBe(inputs[0].value);
});

it("keeps additions of zero, which change a negative zero", () => {
  expect(simplify(traceProgram(([x]) => add(x, 0), [[batch]])).operations.map(({ op }) => op)).toEqual([
    "constant",
    "add",
  ]);
});

it("multiplies instead of dividing by powers of two, and only by those", () => {
  const halved = simplify(traceProgram(([x]) => [div(x, 4), div(x, 3)], [[batch]]));
  expect(halved.operations.map(({ op }) => op).sort()).toEqual(["constant", "constant", "div", "mul"]);
});

it("lets elementwise functions broadcast by themselves, and products read transposed matrices", () => {
  const spread = simplify(traceProgram(([x, y]) => add(broadcastTo(x, [batch, 3]), y), [[3], [batch, 3]]));
  expect(spread.operations.map(({ op }) => op)).toEqual(["add"]);
  const product = simplify(
    traceProgram(
      ([x, y]) => matmul(transpose(x), y),
      [
        [batch, 3],
        [batch, 2],
      ],
    ),
  );
  expect(product.operations).toMatchObject([
    { op: "matmul", attributes: { transposeA: true, transposeB: false } },
  ]);
});

it("computes once what every step of a loop would compute", () => {
  const looped = ([x, weight]: Tensor[]) => {
    const shared = fill(x, 0, [batch, 3]);
    const { carry } = scan([shared, weight], [x], time, ([h, kept], [row]) => ({
      carry: [tanh(add(matmul(h, mul(kept, kept)), row)), kept],
      ys: [],
    }));
    return carry;
  };
  expect(
    printProgram(
      simplify(
        traceProgram(looped, [
          [time, batch, 3],
          [3, 3],
        ]),
      ),
    ),
  ).toMatchInlineSnapshot(`
    "program traced
      input x0: %0 f32[time, batch, 3]
      input x1: %1 f32[3, 3]
      # forward
      %2 f32[batch, 3] = fill() value=0
      %3 f32[3, 3] = mul(%1, %1)
      %4 f32[batch, 3] = scan(%3, %2, %0) consts=1 carry=1 length=time
        step (%0 f32[3, 3], %1 f32[batch, 3], %2 f32[batch, 3])
        # forward
        %3 f32[batch, 3] = matmul(%1, %0)
        %4 f32[batch, 3] = add(%3, %2)
        %5 f32[batch, 3] = tanh(%4)
        gives (%5)
      output y0 = %4
      output y1 = %1
    "
  `);
});

function operationCount({ operations }: Program): number {
  return operations.length;
}

function sameBits(a: ReadonlyMap<string, NumberArray>, b: ReadonlyMap<string, NumberArray>): boolean {
  return [...a].every(([name, { data }]) => data.every((value, i) => Object.is(value, b.get(name)?.data[i])));
}
