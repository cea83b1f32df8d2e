/** Traces functions of f32 inputs into a program and runs it with the reference evaluator on seeded random numbers. */
import {
  addInput,
  createGraph,
  type Dim,
  evaluate,
  type NumberArray,
  type Program,
  philoxUniform,
  type Tensor,
  toProgram,
} from "../../src/tensor/index.ts";

export type Trace = (xs: Tensor[]) => Tensor | readonly Tensor[];

/** The program x0, x1, … → y0, y1, … of a traced function. */
export function traceProgram(trace: Trace, shapes: readonly (readonly Dim[])[], name = "traced"): Program {
  const graph = createGraph(name);
  const xs = shapes.map((shape) => addInput(graph, { dtype: "f32", shape }));
  const ys = [trace(xs)].flat();
  return toProgram(graph, {
    inputs: xs.map(({ id }, i) => ({ name: `x${i}`, value: id })),
    outputs: ys.map(({ id }, i) => ({ name: `y${i}`, value: id })),
  });
}

/** An f32 array in float64 of seeded random numbers in [low, high). */
export function randomArray(shape: readonly number[], seed: number, low = -1, high = 1): NumberArray {
  const size = shape.reduce((a, b) => a * b, 1);
  const uniform = Float64Array.from(philoxUniform(seed, 0, 0, size));
  return { dtype: "f32", shape, data: uniform.map((u) => low + (high - low) * u) };
}

/** An f32 array of the given numbers. */
export function arrayOf(values: readonly number[], shape: readonly number[] = [values.length]): NumberArray {
  return { dtype: "f32", shape, data: Float64Array.from(values) };
}

/** The outputs of a run over x0, x1, … in order. */
export function run(program: Program, xs: readonly NumberArray[], float64 = true): readonly NumberArray[] {
  const inputs = new Map(xs.map((x, i) => [`x${i}`, x]));
  return [...evaluate(program, { inputs, float64 }).outputs.values()];
}

/** The numbers that a traced function gives for arrays, in float64 unless told otherwise. */
export function evaluateTraced(
  trace: Trace,
  xs: readonly NumberArray[],
  float64 = true,
): readonly NumberArray[] {
  const program = traceProgram(
    trace,
    xs.map(({ shape }) => shape),
  );
  return run(program, xs, float64);
}
