/** What no output and no state reads is left out, and values are numbered anew without gaps. */
import type { Operation, Program } from "./program.ts";

/** The program without operations whose results nobody reads. Inputs stay, read or not. */
export function withoutDeadCode(program: Program): Program {
  const { operations, inputs, outputs, state } = program;
  const live = new Set([...outputs.map(({ value }) => value), ...state.map(({ output }) => output)]);
  const kept: Operation[] = [];
  for (const operation of operations.toReversed()) {
    if (!operation.outputs.some((id) => live.has(id))) continue;
    for (const id of operation.inputs) live.add(id);
    kept.push(operation);
  }
  const made = kept.reverse().flatMap((operation) => operation.outputs);
  return renumber({ ...program, operations: kept }, [
    ...inputs.map(({ value }) => value),
    ...state.map(({ input }) => input),
    ...made,
  ]);
}

/** The program over the values `order` alone, in that order. */
function renumber(program: Program, order: readonly number[]): Program {
  const unique = [...new Set(order)];
  const numbers = new Map(unique.map((id, i) => [id, i]));
  const at = (id: number) => {
    const number = numbers.get(id);
    if (number === undefined) throw new Error(`value ${id} of ${program.name} is read but never made`);
    return number;
  };
  return {
    ...program,
    values: unique.map((id) => program.values[id]),
    inputs: program.inputs.map((port) => ({ ...port, value: at(port.value) })),
    outputs: program.outputs.map((port) => ({ ...port, value: at(port.value) })),
    state: program.state.map(({ name, input, output }) => ({ name, input: at(input), output: at(output) })),
    operations: program.operations.map((operation) => ({
      ...operation,
      inputs: operation.inputs.map(at),
      outputs: operation.outputs.map(at),
    })),
  };
}
