/** An engine against the reference evaluator. */
import { expect } from "vitest";
import type { Engine } from "../../../src/runtime/engine.ts";
import {
  addInput,
  createGraph,
  evaluate,
  type NumberArray,
  type Program,
  toProgram,
} from "../../../src/tensor/index.ts";
import type { Case } from "./primitive-cases.ts";

/** The case as a program over inputs `in0`, `in1`, … with outputs `out0`, … */
export function programOf({ inputs, trace }: Case): Program {
  const graph = createGraph("case");
  const xs = inputs.map(({ dtype, shape }) => addInput(graph, { dtype, shape }));
  const results = trace(xs);
  const ports = (prefix: string, tensors: readonly { readonly id: number }[]) =>
    tensors.map(({ id }, i) => ({ name: `${prefix}${i}`, value: id }));
  return toProgram(graph, { inputs: ports("in", xs), outputs: ports("out", results) });
}

/** The inputs by the names of `programOf`. */
export function namedInputs(inputs: readonly NumberArray[]): ReadonlyMap<string, NumberArray> {
  return new Map(inputs.map((array, i) => [`in${i}`, array]));
}

/** Runs the case on the engine and expects every output to be the reference's, within the rounding of f32. */
export async function compare(engine: Engine, one: Case, tolerance = 1e-5): Promise<void> {
  const program = programOf(one);
  const inputs = namedInputs(one.inputs);
  const state = engine.createState(new Map());
  const executable = engine.load(program);
  const results = executable.run(state, inputs);
  const expected = evaluate(program, { inputs });
  for (const { name } of program.outputs) {
    const reference = expected.outputs.get(name);
    if (reference === undefined) throw new Error(`the reference has no ${name}`);
    expectClose(await results.read(name), reference, tolerance);
  }
  results.dispose();
  executable.dispose();
  state.dispose();
}

/** The same dtype and shape; f32 within `tolerance` of the reference's largest number, all else exactly. */
export function expectClose(actual: NumberArray, expected: NumberArray, tolerance: number): void {
  expect({ dtype: actual.dtype, shape: actual.shape }).toEqual({
    dtype: expected.dtype,
    shape: [...expected.shape],
  });
  const numbers = Array.from(expected.data, Number);
  const finite = numbers.filter(Number.isFinite).map(Math.abs);
  const allowed = expected.dtype === "f32" ? tolerance * Math.max(1, ...finite) : 0;
  for (const [i, x] of numbers.entries()) {
    const y = actual.data[i];
    if (Object.is(x, y) || x === y) continue;
    expect(Math.abs(y - x), `element ${i} is ${y}, not ${x}`).toBeLessThanOrEqual(allowed);
  }
}
