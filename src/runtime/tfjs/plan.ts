/**
 * What has to happen to run a program, worked out once: the calls in order, what is computed once for each binding of the sizes,
 * when each tensor is disposed, and which values of loops need never be stacked. Plain data; knows no tensor.
 */
import type { Dim, Operation, Program } from "../../tensor/index.ts";
import type { ScanAttributes } from "../../tensor/primitives/scan.ts";
import type { BackendName } from "./backends/backend.ts";
import type { Call } from "./call.ts";
import { toCall } from "./to-call.ts";

export interface Plan {
  readonly program: Program;
  /** Steps that depend on nothing but sizes: done once, their results kept. */
  readonly fixed: readonly Step[];
  readonly steps: readonly Step[];
  /** Given values that the run owns and nobody reads. */
  readonly unread: readonly number[];
  /** What the run hands over: its outputs, then its state. */
  readonly results: readonly Result[];
}

export interface Step {
  readonly operation: Operation;
  readonly work: Call | Loop;
  /** Values that nobody reads after this step. */
  readonly released: readonly number[];
}

/** A scan. Rows of a tape stay single tensors: nobody but other loops reads them. */
export interface Loop {
  readonly body: Plan;
  readonly length: Dim;
  readonly reverse: boolean;
  readonly consts: readonly number[];
  readonly carry: readonly number[];
  readonly rows: readonly Rows[];
  /** For each of the body's rows, whether they stay a tape. */
  readonly tapes: readonly boolean[];
}

/** A value whose rows a loop takes. `last`: no later loop takes them again. */
export interface Rows {
  readonly value: number;
  readonly tape: boolean;
  readonly last: boolean;
}

/** A value handed over: the tensor itself, or a copy where it is somebody else's or handed over twice. */
interface Result {
  readonly value: number;
  readonly copy: boolean;
}

/** Which given values a run may dispose, and which are numbers known on the host. */
interface Given {
  readonly owned: ReadonlySet<number>;
  readonly hosts: ReadonlySet<number>;
}

/** The plan of a legalized program, whose state belongs to others. */
export function planProgram(program: Program, backend: BackendName): Plan {
  const given = program.inputs.map(({ value }) => value);
  const hosts = program.inputs.filter(({ host }) => host).map(({ value }) => value);
  return plan(program, backend, { owned: new Set(given), hosts: new Set(hosts) });
}

function plan(program: Program, backend: BackendName, { owned, hosts }: Given): Plan {
  const { operations } = program;
  const fixed = fixedValues(operations);
  const isFixed = ({ outputs }: Operation) => outputs.every((id) => fixed.has(id));
  const moving = operations.filter((operation) => !isFixed(operation));
  const escaping = [
    ...program.outputs.map(({ value }) => value),
    ...program.state.map(({ output }) => output),
  ];
  const lastUse = new Map(moving.flatMap(({ inputs }, at) => inputs.map((id) => [id, at] as const)));
  const tapes = findTapes(program, new Set(escaping));
  const mine = new Set([...owned, ...moving.flatMap(({ outputs }) => outputs)]);
  const dies = (id: number) => mine.has(id) && !escaping.includes(id);
  const step = (operation: Operation, at: number): Step => ({
    operation,
    work: operation.op === "scan" ? loopOf(operation, at) : callOf(operation, program, backend, hosts),
    released: releasedAfter(operation, at, lastUse).filter(dies),
  });
  const loopOf = (operation: Operation, at: number) =>
    planLoop(operation, at, { backend, hosts, tapes, lastUse });
  return {
    program,
    fixed: operations.filter(isFixed).map((operation) => ({ ...step(operation, -1), released: [] })),
    steps: moving.map(step),
    unread: [...owned].filter((id) => !lastUse.has(id) && !escaping.includes(id)),
    results: escaping.map((value, i) => ({ value, copy: !mine.has(value) || escaping.indexOf(value) < i })),
  };
}

interface LoopContext {
  readonly backend: BackendName;
  readonly hosts: ReadonlySet<number>;
  readonly tapes: ReadonlySet<number>;
  readonly lastUse: ReadonlyMap<number, number>;
}

function planLoop({ inputs, outputs, attributes }: Operation, at: number, context: LoopContext): Loop {
  const { backend, hosts, tapes, lastUse } = context;
  const { body, consts, carry, length, reverse } = attributes as unknown as ScanAttributes;
  const given = body.inputs.map(({ value }) => value);
  const rows = inputs.slice(consts + carry);
  return {
    body: plan(body, backend, {
      owned: new Set(given.slice(consts)),
      hosts: new Set(given.slice(0, consts).filter((_, i) => hosts.has(inputs[i]))),
    }),
    length,
    reverse,
    consts: inputs.slice(0, consts),
    carry: inputs.slice(consts, consts + carry),
    rows: rows.map((value, i) => ({
      value,
      tape: tapes.has(value),
      last: lastUse.get(value) === at && rows.lastIndexOf(value) === i,
    })),
    tapes: outputs.slice(carry).map((id) => tapes.has(id)),
  };
}

function callOf(
  operation: Operation,
  program: Program,
  backend: BackendName,
  hosts: ReadonlySet<number>,
): Call {
  const call = toCall(operation, program.values, backend, hosts);
  if (call === undefined) throw new Error(`${operation.op} should have been expanded before planning`);
  return call;
}

/** The values that depend on nothing but constants and sizes. */
function fixedValues(operations: readonly Operation[]): ReadonlySet<number> {
  const fixed = new Set<number>();
  for (const { op, inputs, outputs } of operations)
    if (op !== "scan" && inputs.every((id) => fixed.has(id))) for (const id of outputs) fixed.add(id);
  return fixed;
}

/** The stacked rows of loops that are read by nothing but loops, as their rows. */
function findTapes({ operations }: Program, escaping: ReadonlySet<number>): ReadonlySet<number> {
  const asRows = new Set<number>();
  const otherwise = new Set<number>(escaping);
  for (const { op, inputs, attributes } of operations)
    for (const [i, id] of inputs.entries())
      (op === "scan" && i >= Number(attributes.consts) + Number(attributes.carry) ? asRows : otherwise).add(
        id,
      );
  const stacked = operations.flatMap(({ op, outputs, attributes }) =>
    op === "scan" ? outputs.slice(Number(attributes.carry)) : [],
  );
  return new Set(stacked.filter((id) => asRows.has(id) && !otherwise.has(id)));
}

/** Values whose last reader this operation is, and results that have none. */
function releasedAfter(
  { inputs, outputs }: Operation,
  at: number,
  lastUse: ReadonlyMap<number, number>,
): readonly number[] {
  return [
    ...new Set(inputs.filter((id) => lastUse.get(id) === at)),
    ...outputs.filter((id) => !lastUse.has(id)),
  ];
}
