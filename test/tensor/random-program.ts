/** Seeded random programs over symbolic shapes, rich in what the passes look for, for tests that compare before and after. */
import {
  add,
  addInput,
  and,
  argMax,
  broadcastTo,
  cast,
  concat,
  constant,
  createGraph,
  cumsum,
  type Dim,
  dimension,
  div,
  dot,
  equal,
  expandDims,
  fill,
  gelu,
  gradients,
  less,
  matmul,
  max,
  maximum,
  mean,
  minimum,
  mul,
  type NumberArray,
  neg,
  not,
  or,
  type Program,
  pad,
  philoxUniform,
  pow,
  relu,
  reshape,
  reverse,
  ShapeProblem,
  scan,
  select,
  sigmoid,
  slice,
  softmax,
  split,
  sqrt,
  square,
  stopGradient,
  sub,
  sum,
  symbol,
  type Tensor,
  tanh,
  toProgram,
  transpose,
} from "../../src/tensor/index.ts";
import { randomArray } from "./run-traced.ts";

const batch = symbol("batch");
const time = symbol("time");
const shapes: readonly (readonly Dim[])[] = [[time, batch, 3], [batch, 3], [3], [3, 3], [], [batch, 1]];
const sizes = new Map([
  ["batch", 2],
  ["time", 3],
]);

/** Draws the next random choice. */
interface Dice {
  readonly number: (below: number) => number;
  readonly of: <T>(choices: readonly T[]) => T;
}

type Grow = (pool: readonly Tensor[], dice: Dice, depth: number) => readonly Tensor[];

/** A program of about `length` operations with gradients, and f32 inputs for it. */
export function randomProgram(
  seed: number,
  length = 30,
): { program: Program; inputs: ReadonlyMap<string, NumberArray> } {
  const dice = createDice(seed);
  const graph = createGraph(`random ${seed}`);
  const xs = shapes.map((shape) => addInput(graph, { dtype: "f32", shape }));
  const pool = growPool(xs, dice, length, 0);
  const results = pool.slice(-6);
  const loss = results
    .filter(({ dtype }) => dtype === "f32")
    .reduce((total, y) => add(total, sum(y)), constant(graph, 0));
  const outputs = [...results, ...gradients(loss, xs)];
  const program = toProgram(graph, {
    inputs: xs.map(({ id }, i) => ({ name: `x${i}`, value: id })),
    outputs: outputs.map(({ id }, i) => ({ name: `y${i}`, value: id })),
  });
  const arrays = shapes.map((shape, i) => randomArray(shape.map(sizeOf), seed + i, -2, 2));
  return { program, inputs: new Map(arrays.map((array, i) => [`x${i}`, array])) };
}

function sizeOf(dim: Dim): number {
  return typeof dim === "number" ? dim : (sizes.get(dim.key) ?? 0);
}

function createDice(seed: number): Dice {
  let drawn = 0;
  const number = (below: number) => Math.floor(philoxUniform(seed, 1, 0, 1, drawn++)[0] * below);
  return { number, of: (choices) => choices[number(choices.length)] };
}

/** The pool after `length` attempts; what does not fit is left out. */
function growPool(start: readonly Tensor[], dice: Dice, length: number, depth: number): readonly Tensor[] {
  const pool = [...start];
  for (let i = 0; i < length; i++) {
    try {
      pool.push(...dice.of(GROWTHS)(pool, dice, depth));
    } catch (problem) {
      if (!(problem instanceof ShapeProblem)) throw problem;
    }
  }
  return pool;
}

const GROWTHS: readonly Grow[] = [
  (pool, dice) => [dice.of([add, sub, mul, div, maximum, minimum])(real(pool, dice), real(pool, dice))],
  (pool, dice) => [dice.of([add, sub, mul, div])(real(pool, dice), dice.of([0, 1, -1, 2, 0.5, -0]))],
  (pool, dice) => [dice.of([add, sub, mul, div])(dice.of([0, 1, -1, -0]), real(pool, dice))],
  (pool, dice) => [dice.of([neg, tanh, sigmoid, stopGradient, relu, gelu, square])(real(pool, dice))],
  (pool, dice) => [sqrt(square(real(pool, dice))), neg(neg(real(pool, dice)))],
  (pool, dice) => [pow(square(real(pool, dice)), dice.of([0, 1, 0.5, 2]))],
  (pool, dice) => [dice.of([sum, mean, max])(real(pool, dice), [0], { keepDims: dice.number(2) === 1 })],
  (pool, dice) => [softmax(real(pool, dice)), cumsum(real(pool, dice), 0)],
  (pool, dice) => [dice.of([less, equal])(real(pool, dice), real(pool, dice))],
  (pool, dice) => [not(not(truth(pool, dice))), dice.of([and, or])(truth(pool, dice), truth(pool, dice))],
  (pool, dice) => [select(truth(pool, dice), real(pool, dice), dice.of([real(pool, dice), 0, 1]))],
  (pool, dice) => [select(equal(fill(pool[0], dice.number(2), [3]), 1), real(pool, dice), real(pool, dice))],
  (pool, dice) => [cast(truth(pool, dice), "f32"), cast(argMax(real(pool, dice), -1), "f32")],
  (pool, dice) => [dot(real(pool, dice), real(pool, dice))],
  (pool, dice) => [matmul(transpose(real(pool, dice)), real(pool, dice))],
  (pool, dice) => [transpose(transpose(real(pool, dice))), transpose(real(pool, dice))],
  (pool, dice) => [reshape(reshape(real(pool, dice), [-1, 1]), [-1, 3])],
  (pool, dice) => [expandDims(real(pool, dice), 0), reverse(reverse(real(pool, dice), -1), -1)],
  (pool, dice) => [broadcastTo(real(pool, dice), [time, batch, 3])],
  (pool, dice) => [broadcastTo(fill(pool[0], dice.number(3), [batch, 3]), [time, batch, 3])],
  (pool, dice) => [concat(split(real(pool, dice), [1, 2], -1), -1), split(real(pool, dice), [1, 2], -1)[1]],
  (pool, dice) => split(concat([real(pool, dice), real(pool, dice)], -1), [3, 3], -1),
  (pool, dice) => [padded(real(pool, dice), dice)],
  (pool, dice) => [sliced(real(pool, dice))],
  (pool) => [
    cast(dimension(pool[0], time), "f32"),
    constant(pool[0], [1, 1, 1]),
    constant(pool[0], [1, 2, 3]),
  ],
  loop,
];

function real(pool: readonly Tensor[], dice: Dice): Tensor {
  return dice.of(pool.filter(({ dtype }) => dtype === "f32"));
}

function truth(pool: readonly Tensor[], dice: Dice): Tensor {
  const found = pool.filter(({ dtype }) => dtype === "bool");
  return found.length === 0 ? less(real(pool, dice), 0) : dice.of(found);
}

function padded(x: Tensor, dice: Dice): Tensor {
  const border = () => x.shape.map(() => dice.number(2));
  return pad(x, { low: border(), high: border(), interior: border(), value: dice.number(2) });
}

/** The last column, cut out twice. */
function sliced(x: Tensor): Tensor {
  const rows = slice(
    x,
    x.shape.map(() => 0),
    x.shape,
  );
  const last = x.shape.map((_, axis) => (axis === x.shape.length - 1 ? 2 : 0));
  const sizes = x.shape.map((dim, axis) => (axis === x.shape.length - 1 ? 1 : dim));
  return slice(rows, last, sizes);
}

/** A loop with a carry that changes, one that stays, rows that differ, rows that are alike, and a random body. */
function loop(pool: readonly Tensor[], dice: Dice, depth: number): readonly Tensor[] {
  if (depth > 1) return [];
  const start = real(pool, dice);
  const rows = [broadcastTo(real(pool, dice), [time, batch, 3]), fill(pool[0], 1, [time, 3])];
  const result = scan([start, start], rows, time, ([moving, still], inner) => {
    const grown = growPool(
      [moving, still, ...inner, real(pool, dice), ...pool.slice(0, 3)],
      dice,
      6,
      depth + 1,
    );
    const fits = grown.filter(
      ({ dtype, shape }) => dtype === "f32" && String(shape) === String(moving.shape),
    );
    const next = tanh(add(fits[fits.length - 1], fill(moving, 0.5, [])));
    return { carry: [next, still], ys: [next, grown[grown.length - 1], inner[0]] };
  });
  return [...result.carry, ...result.ys];
}
