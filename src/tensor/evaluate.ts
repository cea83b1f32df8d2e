/** The reference evaluator: plain loops over plain arrays, the judge of every engine and pass. */
import { bind } from "./bind.ts";
import { expandComposites } from "./expand-composites.ts";
import { findPrimitive } from "./find-definition.ts";
import { type GivenShape, inferBindings } from "./infer-bindings.ts";
import type { NumberArray } from "./primitive.ts";
import type { Operation, Program } from "./program.ts";

/** What a run is given: inputs and state by name; numbers of symbols that no shape tells; the precision of f32. */
export interface EvaluateOptions {
  readonly inputs?: ReadonlyMap<string, NumberArray>;
  readonly state?: ReadonlyMap<string, NumberArray>;
  readonly bindings?: ReadonlyMap<string, number>;
  /** Computes f32 in float64, for gradients by differences. Otherwise each operation rounds to f32. */
  readonly float64?: boolean;
}

export interface Evaluated {
  readonly outputs: ReadonlyMap<string, NumberArray>;
  readonly state: ReadonlyMap<string, NumberArray>;
}

/** Runs the program once. Throws ShapeProblem where the given shapes do not fit the declared ones. */
export function evaluate(program: Program, options: EvaluateOptions): Evaluated {
  const { float64 = false } = options;
  const given = givenValues(program, options);
  const shapes = given.map(({ name, value, array }): GivenShape => {
    return { name, declared: program.values[value].shape, given: array.shape };
  });
  const bindings = new Map([...(options.bindings ?? []), ...inferBindings(shapes)]);
  const bound = bind(expandComposites(program), bindings);
  const ports = [...bound.inputs.map(({ value }) => value), ...bound.state.map(({ input }) => input)];
  const arrays = new Map(ports.map((id, i) => [id, asGiven(given[i].array, bound, id, float64)]));
  evaluateOperations(bound, arrays, float64);
  return {
    outputs: new Map(bound.outputs.map(({ name, value }) => [name, arrayAt(arrays, value)])),
    state: new Map(bound.state.map(({ name, output }) => [name, arrayAt(arrays, output)])),
  };
}

/** Runs one operation on arrays; its program must be bound. */
export function evaluateOperation(
  { op, outputs, attributes }: Operation,
  inputs: readonly NumberArray[],
  values: Program["values"],
  float64: boolean,
): readonly NumberArray[] {
  const primitive = findPrimitive(op);
  if (primitive === undefined) throw new Error(`there is no primitive named ${op}`);
  const types = outputs.map((id) => ({ dtype: values[id].dtype, shape: values[id].shape.map(numberOf) }));
  const run = (body: Program, given: readonly NumberArray[]) => runBody(body, given, float64);
  return primitive.evaluate(inputs, attributes, { types, float64, run });
}

function givenValues(program: Program, { inputs, state }: EvaluateOptions) {
  const find = (kind: string, name: string, arrays: ReadonlyMap<string, NumberArray> | undefined) => {
    const array = arrays?.get(name);
    if (array === undefined) throw new Error(`${program.name} is not given its ${kind} ${name}`);
    return array;
  };
  return [
    ...program.inputs.map(({ name, value }) => ({ name, value, array: find("input", name, inputs) })),
    ...program.state.map(({ name, input }) => ({ name, value: input, array: find("state", name, state) })),
  ];
}

/** The array in the precision of the run. */
function asGiven(array: NumberArray, program: Program, id: number, float64: boolean): NumberArray {
  const { dtype, shape, data } = array;
  if (dtype !== program.values[id].dtype)
    throw new Error(`a value of ${program.values[id].dtype} is given as ${dtype}`);
  if (dtype !== "f32") return array;
  return { dtype, shape, data: float64 ? Float64Array.from(data) : Float32Array.from(data) };
}

function runBody(body: Program, given: readonly NumberArray[], float64: boolean): readonly NumberArray[] {
  const arrays = new Map(body.inputs.map(({ value }, i) => [value, given[i]]));
  evaluateOperations(body, arrays, float64);
  return body.outputs.map(({ value }) => arrayAt(arrays, value));
}

function evaluateOperations(program: Program, arrays: Map<number, NumberArray>, float64: boolean): void {
  for (const operation of program.operations) {
    const inputs = operation.inputs.map((id) => arrayAt(arrays, id));
    const results = evaluateOperation(operation, inputs, program.values, float64);
    for (const [i, id] of operation.outputs.entries()) arrays.set(id, results[i]);
  }
}

function arrayAt(arrays: ReadonlyMap<number, NumberArray>, id: number): NumberArray {
  const array = arrays.get(id);
  if (array === undefined) throw new Error(`value ${id} is read before it is made`);
  return array;
}

function numberOf(dim: unknown): number {
  if (typeof dim !== "number") throw new Error("a symbolic dim has no number: name it in the bindings");
  return dim;
}
