/** What no output and no state reads is left out, and values are numbered anew without gaps. */
import type { ScanAttributes } from "./primitives/scan.ts";
import type { Operation, Program } from "./program.ts";
import { trimLoop } from "./trim-loop.ts";

/** The program without operations whose results nobody reads, in loops too. Inputs of the program stay, read or not. */
export function withoutDeadCode(program: Program): Program {
  const { inputs, state } = program;
  const operations = liveOperations(program);
  const made = operations.flatMap((operation) => operation.outputs);
  return renumber({ ...program, operations }, [
    ...inputs.map(({ value }) => value),
    ...state.map(({ input }) => input),
    ...made,
  ]);
}

function liveOperations({ operations, outputs, state }: Program): readonly Operation[] {
  const live = new Set([...outputs.map(({ value }) => value), ...state.map(({ output }) => output)]);
  const kept: Operation[] = [];
  for (const operation of operations.toReversed()) {
    if (!operation.outputs.some((id) => live.has(id))) continue;
    const trimmed = operation.op === "scan" ? cleanLoop(operation, (id) => live.has(id)) : operation;
    for (const id of trimmed.inputs) live.add(id);
    kept.push(trimmed);
  }
  return kept.reverse();
}

/** Cleaning a body can leave inputs of the loop unread, and those trimmed can leave more of the body dead. */
function cleanLoop(loop: Operation, isRead: (id: number) => boolean): Operation {
  const trimmed = trimLoop(loop, isRead);
  const { body } = trimmed.attributes as unknown as ScanAttributes;
  const cleaned = { ...trimmed, attributes: { ...trimmed.attributes, body: withoutDeadCode(body) } };
  return trimLoop(cleaned, isRead) === cleaned ? cleaned : cleanLoop(cleaned, isRead);
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
