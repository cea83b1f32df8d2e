/** Checks gradients by central differences along a random direction, in float64, on shapes that may be symbolic. */
import { expect } from "vitest";
import {
  add,
  addInput,
  bindDim,
  constant,
  createGraph,
  type Dim,
  evaluate,
  gradients,
  mul,
  type NumberArray,
  randomUniform,
  sum,
  type Tensor,
  toProgram,
} from "../../src/tensor/index.ts";
import { randomArray, type Trace } from "./run-traced.ts";

export interface GradientCheckOptions {
  /** Numbers of the symbols in the shapes. */
  readonly bindings?: Readonly<Record<string, number>>;
  /** The inputs are uniform in [low, high). */
  readonly low?: number;
  readonly high?: number;
  readonly seed?: number;
  /** Also checks the gradient of the gradient. */
  readonly second?: boolean;
  /** The largest error allowed, relative to the size of the change. */
  readonly tolerance?: number;
}

const STEP = 1e-5;

/**
 * Traces `trace` over f32 inputs of the given shapes, weighs all its results with fixed random weights, and compares the
 * gradient of that sum with differences in a random direction. Other dtypes are constants that `trace` makes itself.
 */
export function checkGradient(
  trace: Trace,
  shapes: readonly (readonly Dim[])[],
  options: GradientCheckOptions = {},
): void {
  expectSmoothGradient(trace, shapes, options);
  if (options.second) expectSmoothGradient((xs) => gradients(weigh(trace, xs), xs), shapes, options);
}

function expectSmoothGradient(
  trace: Trace,
  shapes: readonly (readonly Dim[])[],
  { bindings = {}, low = -1, high = 1, seed = 7, tolerance = 1e-6 }: GradientCheckOptions,
): void {
  const numbers = new Map(Object.entries(bindings));
  const evaluateAt = lossAndGradients(trace, shapes, numbers);
  const sizes = shapes.map((shape) => shape.map((dim) => Number(bindDim(dim, numbers))));
  const xs = sizes.map((shape, i) => randomArray(shape, seed + i, low, high));
  const direction = sizes.map((shape, i) => randomArray(shape, seed + 100 + i));
  const moved = (by: number) => xs.map((x, i) => combine(x, direction[i], by));
  const change = (evaluateAt(moved(STEP)).loss - evaluateAt(moved(-STEP)).loss) / (2 * STEP);
  const { found } = evaluateAt(xs);
  const expected = found.reduce((total, gradient, i) => total + product(gradient, direction[i]), 0);
  expect(Math.abs(change)).toBeGreaterThan(0);
  expect(Math.abs(change - expected) / Math.max(1, Math.abs(change))).toBeLessThan(tolerance);
}

function lossAndGradients(
  trace: Trace,
  shapes: readonly (readonly Dim[])[],
  bindings: ReadonlyMap<string, number>,
) {
  const graph = createGraph("gradient check");
  const xs = shapes.map((shape) => addInput(graph, { dtype: "f32", shape }));
  const loss = weigh(trace, xs);
  const outputs = [loss, ...gradients(loss, xs)].map(({ id }, i) => ({ name: `${i}`, value: id }));
  const program = toProgram(graph, {
    inputs: xs.map(({ id }, i) => ({ name: `x${i}`, value: id })),
    outputs,
  });
  return (arrays: readonly NumberArray[]) => {
    const inputs = new Map(arrays.map((array, i) => [`x${i}`, array]));
    const [value, ...found] = evaluate(program, { inputs, bindings, float64: true }).outputs.values();
    return { loss: value.data[0], found };
  };
}

/** The sum of all results, each element under its own random weight, whatever the shape. */
function weigh(trace: Trace, xs: Tensor[]): Tensor {
  const results = [trace(xs)].flat();
  return results.map((y, stream) => sum(mul(y, weightsOf(y, stream)))).reduce(add);
}

function weightsOf(y: Tensor, stream: number): Tensor {
  const [seed, step] = [11, 0].map((value) => constant(y, value, [], "i32"));
  return randomUniform(seed, step, { stream, shape: y.shape });
}

function combine(x: NumberArray, direction: NumberArray, by: number): NumberArray {
  return { ...x, data: Float64Array.from(x.data, (value, i) => value + by * direction.data[i]) };
}

function product(a: NumberArray, b: NumberArray): number {
  return Array.from(a.data).reduce((total, value, i) => total + value * b.data[i], 0);
}
