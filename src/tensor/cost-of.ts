/** What a program costs: multiply-adds, the bytes of its state, and the most memory that it holds at once. */
import type { Dim } from "./dim.ts";
import { addDims, multiplyDims, sizeOf } from "./dim-arithmetic.ts";
import { expandComposites } from "./expand-composites.ts";
import { findPrimitive } from "./find-definition.ts";
import type { ScanAttributes } from "./primitives/scan.ts";
import type { Operation, Origin, Program } from "./program.ts";
import type { Type } from "./type.ts";

export interface Cost {
  /** Multiply-adds of one run. */
  readonly multiplyAdds: Dim;
  /** The same for each part of the program that has any, in order of appearance. */
  readonly byOrigin: readonly { readonly origin: Origin; readonly multiplyAdds: Dim }[];
  /** Bytes of the state that the program reads. */
  readonly stateBytes: Dim;
  /**
   * The most bytes of inputs and intermediate values alive at once when each is freed after its last reader, state apart.
   * Undefined while a dim is symbolic: bind the program first.
   */
  readonly peakBytes: number | undefined;
}

/** The cost of one run. Composites count as what they expand to; a loop as its body times its length. */
export function costOf(program: Program): Cost {
  const expanded = expandComposites(program);
  const { origins, state, values, operations } = expanded;
  const sums = new Map<number, Dim>();
  for (const operation of operations) {
    const cost = operationCost(operation, values);
    if (cost !== 0) sums.set(operation.origin, addDims(sums.get(operation.origin) ?? 0, cost));
  }
  const bound = values.every(({ shape }) => shape.every((dim) => typeof dim === "number"));
  return {
    multiplyAdds: [...sums.values()].reduce(addDims, 0),
    byOrigin: [...sums].map(([origin, multiplyAdds]) => ({ origin: origins[origin], multiplyAdds })),
    stateBytes: state.map(({ input }) => bytesOf(values[input])).reduce(addDims, 0),
    peakBytes: bound ? peakOf(expanded) : undefined,
  };
}

function operationCost({ op, inputs, outputs, attributes }: Operation, values: readonly Type[]): Dim {
  const primitive = findPrimitive(op);
  if (primitive === undefined) throw new Error(`there is no primitive named ${op}`);
  const types = (ids: readonly number[]) => ids.map((id) => values[id]);
  return primitive.cost(types(inputs), types(outputs), attributes, multiplyAddsOf);
}

function multiplyAddsOf({ operations, values }: Program): Dim {
  return operations.map((operation) => operationCost(operation, values)).reduce(addDims, 0);
}

function bytesOf({ dtype, shape }: Type): Dim {
  return multiplyDims(sizeOf(shape), dtype === "bool" ? 1 : 4);
}

/** The most bytes alive at once. A reshaped value shares the memory of its source; a loop holds its body's peak beside its own. */
function peakOf(program: Program, given = program.inputs): number {
  const { operations, values } = program;
  const owner = ownersOf(program);
  const made = [...given.map(({ value }) => value), ...operations.flatMap(({ outputs }) => outputs)];
  const bytes = new Map(made.map((id) => [id, owner(id) === id ? Number(bytesOf(values[id])) : 0]));
  const total = (ids: readonly number[]) => ids.reduce((sum, id) => sum + (bytes.get(id) ?? 0), 0);
  const freed = freedAfter(program, owner);
  let alive = total(given.map(({ value }) => value));
  let peak = alive;
  for (const [at, operation] of operations.entries()) {
    alive += total(operation.outputs);
    peak = Math.max(peak, alive + bodyPeak(operation));
    alive -= total(freed[at]);
  }
  return peak;
}

/** What one step holds besides what all steps share. */
function bodyPeak({ op, attributes }: Operation): number {
  if (op !== "scan") return 0;
  const { body, consts } = attributes as unknown as ScanAttributes;
  return peakOf(body, body.inputs.slice(consts));
}

/** The value whose memory a value is in. */
function ownersOf({ operations }: Program): (id: number) => number {
  const owners = new Map<number, number>();
  const owner = (id: number) => owners.get(id) ?? id;
  for (const { op, inputs, outputs } of operations)
    if (op === "reshape") owners.set(outputs[0], owner(inputs[0]));
  return owner;
}

/** For each operation the values that it is the last to use. Results of the program and its state are never freed. */
function freedAfter(
  { operations, outputs, state }: Program,
  owner: (id: number) => number,
): readonly (readonly number[])[] {
  const results = [
    ...outputs.map(({ value }) => value),
    ...state.flatMap(({ input, output }) => [input, output]),
  ];
  const seen = new Set(results.map(owner));
  const freed = operations.toReversed().map((operation) => {
    const used = new Set([...operation.inputs, ...operation.outputs].map(owner));
    const last = [...used].filter((id) => !seen.has(id));
    for (const id of last) seen.add(id);
    return last;
  });
  return freed.reverse();
}
