/** A joint body taken apart: which forward values the backward operations read decides what the forward loop must keep. */

import type { Tensor } from "./graph.ts";
import type { JointBody } from "./joint-body.ts";
import type { ScanAttributes } from "./primitives/scan.ts";
import type { Operation, Program } from "./program.ts";
import { withoutDeadCode } from "./without-dead-code.ts";

export interface SeparateBodies {
  /** The forward body; its last outputs are kept values. */
  readonly forward: Program;
  /** For each kept value the output of the forward loop that holds its rows. */
  readonly kept: readonly number[];
  /** Inputs in order: consts, sums, carries, kept rows, rows, arriving rows; outputs: sums, carries, leaving rows. */
  readonly backward: Program;
  /** The inputs of the forward loop that the backward loop takes too, as consts and as rows. */
  readonly consts: readonly number[];
  readonly rows: readonly number[];
}

/** The two bodies. */
export function separateBodies(joint: JointBody, attributes: ScanAttributes): SeparateBodies {
  const { body, consts, carry } = attributes;
  const count = body.operations.length;
  const forwardOperations = joint.graph.operations.slice(0, count);
  const backwardOperations = joint.graph.operations.slice(count);
  const cheap = cheapOperations(forwardOperations, body, consts);
  const again = closure(readBy(backwardOperations, joint), cheap);
  const read = readBy([...again, ...backwardOperations], joint);
  const remade = new Set(again.flatMap(({ outputs }) => outputs));
  const usedInputs = [...body.inputs.keys()].filter((at) => read.has(body.inputs[at].value));
  const isCarry = (at: number) => at >= consts && at < consts + carry;
  const keep = [
    ...usedInputs.filter(isCarry).map((at) => body.inputs[at].value),
    ...forwardOperations.flatMap(({ outputs }) => outputs.filter((id) => read.has(id) && !remade.has(id))),
  ];
  const forward = keeping(joint, attributes, keep);
  const used = {
    consts: usedInputs.filter((at) => at < consts),
    rows: usedInputs.filter((at) => at >= consts + carry),
  };
  const operations = [...again, ...backwardOperations];
  return { ...forward, ...used, backward: backwardProgram(joint, body, operations, used, keep) };
}

/** The values that the operations read, and those that leave the backward body. */
function readBy(
  operations: readonly Operation[],
  { sums, carries, leaving }: JointBody,
): ReadonlySet<number> {
  const results = [...sums, ...carries].map(({ after }) => after.id);
  return new Set([
    ...operations.flatMap(({ inputs }) => inputs),
    ...results,
    ...leaving.map(({ row }) => row.id),
  ]);
}

/**
 * The forward operations that are cheaper to run again than to keep: those whose results are the same in every step, and
 * reshapes, which cost nothing. Loops are left out, being too dear.
 */
function cheapOperations(
  operations: readonly Operation[],
  body: Program,
  consts: number,
): readonly Operation[] {
  const steady = new Set(body.inputs.slice(0, consts).map(({ value }) => value));
  return operations.filter(({ op, inputs, outputs }) => {
    if (op === "scan" || !inputs.every((id) => steady.has(id))) return op === "reshape";
    for (const id of outputs) steady.add(id);
    return true;
  });
}

/** Those of the operations that make what is read, and what makes what they read. */
function closure(read: ReadonlySet<number>, operations: readonly Operation[]): readonly Operation[] {
  const needed = new Set(read);
  return operations
    .toReversed()
    .filter(({ inputs, outputs }) => {
      if (!outputs.some((id) => needed.has(id))) return false;
      for (const id of inputs) needed.add(id);
      return true;
    })
    .reverse();
}

/** The forward body with the values `keep` among its rows; those that are rows already stay where they are. */
function keeping(
  joint: JointBody,
  { body, carry }: ScanAttributes,
  keep: readonly number[],
): Pick<SeparateBodies, "forward" | "kept"> {
  const { values, operations } = joint.graph;
  const rows = body.outputs.map(({ value }, at) => (at < carry ? -1 : value));
  const added = keep.filter((id) => !rows.includes(id));
  const all = [...rows, ...added];
  const outputs = [...body.outputs, ...added.map((value, i) => ({ name: `kept${rows.length + i}`, value }))];
  const forward = {
    ...body,
    values: [...values],
    operations: operations.slice(0, body.operations.length),
    outputs,
  };
  return { forward: withoutDeadCode(forward), kept: keep.map((id) => all.indexOf(id)) };
}

function backwardProgram(
  { graph, sums, carries, arriving, leaving }: JointBody,
  body: Program,
  operations: readonly Operation[],
  used: Pick<SeparateBodies, "consts" | "rows">,
  keep: readonly number[],
): Program {
  const carried = [...sums, ...carries];
  const ids = (tensors: readonly Tensor[]) => tensors.map(({ id }) => id);
  const valuesOf = (at: readonly number[]) => at.map((i) => body.inputs[i].value);
  const inputs = [
    ...valuesOf(used.consts),
    ...ids(carried.map(({ before }) => before)),
    ...keep,
    ...valuesOf(used.rows),
    ...ids(arriving.map(({ row }) => row)),
  ];
  const outputs = ids([...carried.map(({ after }) => after), ...leaving.map(({ row }) => row)]);
  return withoutDeadCode({
    ...body,
    values: [...graph.values],
    operations,
    inputs: inputs.map((value, i) => ({ name: `in${i}`, value })),
    outputs: outputs.map((value, i) => ({ name: `out${i}`, value })),
  });
}
