/** An evaluation begins with what `predict` does. Here that part is found and cut out, so that `predict` can be called for it. */
import { type Port, type Program, withoutDeadCode } from "../../tensor/index.ts";

/** The program with the outputs of `predict` as inputs (`outputs/digit`); undefined where it does not contain `predict` as it is. */
export function withPredict(program: Program, predict: Program): Program | undefined {
  const keys = new Map<string, number>();
  const ours = keysOf(program, keys);
  const theirs = new Set(keysOf(predict, keys));
  const placeOf = new Map(ours.map((key, id) => [key, id]));
  const predictKeys = keysOf(predict, keys);
  const outputs = predict.outputs.map(({ name, value }) => ({
    name: `outputs/${name}`,
    value: placeOf.get(predictKeys[value]),
  }));
  const made = new Set(program.operations.flatMap((operation) => operation.outputs));
  const ports = outputs.flatMap(({ name, value }) =>
    value !== undefined && made.has(value) ? [{ name, value }] : [],
  );
  if (ports.length < outputs.length) return undefined;
  const given = new Set(ports.map(({ value }) => value));
  const rest = withoutDeadCode({
    ...program,
    inputs: [...ports, ...program.inputs],
    operations: program.operations.filter((operation) => !operation.outputs.some((id) => given.has(id))),
  });
  return repeats(rest, theirs, keys) ? undefined : withoutUnread(rest);
}

/** Whether the rest computes again what `predict` computes from its inputs or weights. */
function repeats(rest: Program, predicted: ReadonlySet<number>, keys: Map<string, number>): boolean {
  const ours = keysOf(rest, keys);
  return rest.operations.some(
    ({ inputs, outputs }) => inputs.length > 0 && outputs.some((id) => predicted.has(ours[id])),
  );
}

/** Inputs that only `predict` reads are its own affair, and outputs that nothing reads are not asked for. */
function withoutUnread(program: Program): Program {
  const read = new Set(program.operations.flatMap(({ inputs }) => inputs));
  const isWanted = ({ name, value }: Port) => read.has(value) || !/^(inputs|outputs)\//.test(name);
  return { ...program, inputs: program.inputs.filter(isWanted) };
}

/** Where a loop's steps come from says nothing of what they compute. */
function withoutOrigins(name: string, value: unknown): unknown {
  return name === "origin" || name === "origins" ? undefined : value;
}

/** A number for each value that is the same wherever the same is computed from the same inputs and state. */
function keysOf(
  { values, inputs, state, operations }: Program,
  known: Map<string, number>,
): readonly number[] {
  const keys = new Array<number>(values.length).fill(-1);
  const number = (text: string) => {
    const key = known.get(text) ?? known.size;
    known.set(text, key);
    return key;
  };
  for (const { name, value } of inputs) keys[value] = number(`input ${name}`);
  for (const { name, input } of state) keys[input] = number(`state ${name}`);
  for (const { op, inputs: read, outputs, attributes } of operations)
    for (const [place, id] of outputs.entries())
      keys[id] = number(
        JSON.stringify([op, place, read.map((each) => keys[each]), attributes], withoutOrigins),
      );
  return keys;
}
