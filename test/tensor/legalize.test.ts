/** Rules of an engine, applied everywhere until none wants anything more. */
import { expect, it } from "vitest";
import {
  add,
  evaluate,
  fill,
  type LegalizeRules,
  legalize,
  matmul,
  mul,
  type Program,
  printProgram,
  relu,
  scan,
  softmax,
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

const plainProducts: LegalizeRules = {
  matmul: ({ attributes: { transposeA, transposeB } }, { inputs: [a, b] }) => {
    if (!transposeA && !transposeB) return undefined;
    return [matmul(transposeA ? swap(a) : a, transposeB ? swap(b) : b)];
  },
};

it("replaces what a rule wants inside loops, and moves what is the same in each step out of them", () => {
  const looped = ([x, weight]: Tensor[]) =>
    scan([fill(x, 0, [batch, 3])], [x], time, ([h], [row]) => ({
      carry: [tanh(add(matmul(h, weight, { transposeB: true }), row))],
      ys: [],
    })).carry;
  const program = traceProgram(looped, [
    [time, batch, 3],
    [3, 3],
  ]);
  expect(printProgram(legalize(program, plainProducts))).toMatchInlineSnapshot(`
    "program traced
      input x0: %0 f32[time, batch, 3]
      input x1: %1 f32[3, 3]
      # forward
      %2 f32[batch, 3] = fill() value=0
      %3 f32[3, 3] = transpose(%1) permutation=[1, 0]
      %4 f32[batch, 3] = scan(%3, %2, %0) consts=1 carry=1 length=time
        step (%0 f32[3, 3], %1 f32[batch, 3], %2 f32[batch, 3])
        # forward
        %3 f32[batch, 3] = matmul(%1, %0)
        %4 f32[batch, 3] = add(%3, %2)
        %5 f32[batch, 3] = tanh(%4)
        gives (%5)
      output y0 = %4
    "
  `);
});

it("offers replacements to the rules again, and finds rules that undo each other", () => {
  const program = traceProgram(([x, y]) => sub(x, y), [[batch], [batch]]);
  const rules: LegalizeRules = {
    sub: (_, { inputs: [a, b] }) => [add(a, mul(b, -1))],
    mul: (_, { inputs: [a, b] }) => [matmulOf(a, b)],
  };
  const matmulOf = (a: Tensor, b: Tensor) => add(a, tanh(b.shape.length > 0 ? b : add(a, b)));
  expect(legalize(program, rules).operations.map(({ op }) => op)).toEqual([
    "constant",
    "add",
    "tanh",
    "add",
    "add",
  ]);
  const circular: LegalizeRules = {
    sub: (_, { inputs: [a, b] }) => [add(a, mul(b, -1))],
    add: (_, { inputs: [a, b] }) => [sub(a, mul(b, -1))],
  };
  expect(() => legalize(program, circular)).toThrow("undo each other");
});

it("keeps the composites that an engine has and expands the others", () => {
  const program = traceProgram(([x]) => relu(softmax(x)), [[batch, 3]]);
  expect(names(legalize(program, {}))).toEqual(["softmax", "relu"]);
  expect(names(legalize(program, {}, new Set(["softmax"])))).toContain("softmax");
  expect(names(legalize(program, {}, new Set(["softmax"])))).not.toContain("relu");
});

it("keeps the values of random programs", () => {
  for (let seed = 200; seed < 220; seed++) {
    const { program, inputs } = randomProgram(seed);
    const legal = legalize(program, plainProducts, new Set());
    expect([...evaluate(legal, { inputs }).outputs], `seed ${seed}`).toEqual([
      ...evaluate(program, { inputs }).outputs,
    ]);
  }
});

function swap(x: Tensor): Tensor {
  const rank = x.shape.length;
  return transpose(
    x,
    x.shape.map((_, axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis)),
  );
}

function names({ operations }: Program): readonly string[] {
  return operations.map(({ op }) => op);
}
