/** Gradients of every elementwise function against differences, with and without broadcasting. */
import { expect, it } from "vitest";
import * as tensor from "../../src/tensor/index.ts";
import { type Operand, symbol, type Tensor } from "../../src/tensor/index.ts";
import { checkGradient } from "./gradient-check.ts";
import { arrayOf, evaluateTraced } from "./run-traced.ts";

const { abs, add, cos, div, erf, exp, expm1, log, log1p, maximum, minimum, mod, mul, neg, pow, select } =
  tensor;
const { sigmoid, sin, sqrt, sub, tanh, less, cast, stopGradient, gradients, sum } = tensor;
const batch = symbol("batch");

const unary: readonly [string, (x: Tensor) => Tensor, number, number][] = [
  ["neg", neg, -1, 1],
  ["abs", abs, 0.1, 2],
  ["abs of negative numbers", abs, -2, -0.1],
  ["exp", exp, -2, 2],
  ["expm1", expm1, -2, 2],
  ["log", log, 0.1, 3],
  ["log1p", log1p, -0.5, 3],
  ["sqrt", sqrt, 0.1, 3],
  ["sin", sin, -3, 3],
  ["cos", cos, -3, 3],
  ["tanh", tanh, -2, 2],
  ["sigmoid", sigmoid, -4, 4],
  ["erf", erf, -2, 2],
  ["cast", (x) => mul(cast(cast(x, "f32"), "f32"), cast(less(x, 0.2), "f32")), -1, 1],
];

it.each(unary)("differentiates %s", (_, f, low, high) => {
  // A factor keeps the second derivative of linear functions from being zero.
  checkGradient((xs) => mul(f(xs[0]), sin(xs[0])), [[batch, 3]], {
    bindings: { batch: 2 },
    low,
    high,
    second: true,
  });
});

const binary: readonly [string, (a: Operand, b: Operand) => Tensor, number, number][] = [
  ["add", add, -1, 1],
  ["sub", sub, -1, 1],
  ["mul", mul, -1, 1],
  ["div", div, 0.5, 2],
  ["pow", pow, 0.5, 2],
  ["mod", mod, 0.5, 2],
  ["maximum", maximum, -1, 1],
  ["minimum", minimum, -1, 1],
  ["select", (a, b) => select(less(sub(a, b), 0.1), a, b), -1, 1],
];

it.each(binary)("differentiates %s, summing back over what was broadcast", (_, f, low, high) => {
  const options = { bindings: { batch: 3 }, low, high, second: true };
  const smooth = ([a, b]: Tensor[]) => mul(f(a, b), mul(sin(a), cos(b)));
  checkGradient(
    smooth,
    [
      [batch, 2],
      [batch, 2],
    ],
    options,
  );
  checkGradient(smooth, [[batch, 2], [2]], options);
  checkGradient(
    smooth,
    [
      [batch, 1, 2],
      [3, 1],
    ],
    options,
  );
  checkGradient(smooth, [[], [batch]], options);
});

it("differentiates with a number on either side", () => {
  checkGradient(([x]) => div(pow(x, 3), sub(2, mul(x, 0.5))), [[4]], { low: 0.5, high: 1.5, second: true });
});

it("gives the power of 0 a gradient of 0, never NaN", () => {
  const slope = ([x]: Tensor[]) => gradients(sum(pow(x, 0)), [x]);
  expect([...evaluateTraced(slope, [arrayOf([0, 2])])[0].data]).toEqual([0, 0]);
});

it("sends the gradient of a tie to the second operand", () => {
  for (const f of [maximum, minimum]) {
    const slopes = ([a, b]: Tensor[]) => gradients(sum(f(a, b)), [a, b]);
    const [left, right] = evaluateTraced(slopes, [arrayOf([1]), arrayOf([1])]);
    expect([left.data[0], right.data[0]]).toEqual([0, 1]);
  }
});

it("lets no gradient through stopGradient, floor, sign, round and comparisons", () => {
  const { floor, sign, round } = tensor;
  const still = [stopGradient, floor, sign, round, (x: Tensor) => cast(less(x, 0), "f32")];
  for (const f of still) {
    const slope = ([x]: Tensor[]) => gradients(sum(mul(f(x), 3)), [x]);
    expect([...evaluateTraced(slope, [arrayOf([0.3, -0.7])])[0].data]).toEqual([0, 0]);
  }
});
