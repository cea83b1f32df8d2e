/** Works out what the printer asks of a program: who reads what, what is fixed, what needs a type. */

import type { Argument, Call } from "../../runtime/tfjs/call.ts";
import type { Loop, Plan, Step } from "../../runtime/tfjs/plan.ts";
import type { Program } from "../../tensor/index.ts";
import type { Facts } from "./body.ts";
import { FOUR_DIMS } from "./call-facts.ts";

export function factsOf(plan: Plan): Facts {
  const { program } = plan;
  const stateOut = new Map(program.state.map(({ name, output }) => [output, name]));
  const outputs = new Map(program.outputs.map(({ name, value }) => [value, name]));
  return {
    program,
    plan,
    fixed: new Map(plan.fixed.flatMap((step) => step.operation.outputs.map((id) => [id, step] as const))),
    makers: new Map(plan.steps.flatMap((step) => step.operation.outputs.map((id) => [id, step] as const))),
    readers: readersOf([...plan.fixed, ...plan.steps]),
    results: new Set([...stateOut.keys(), ...outputs.keys()]),
    stateIn: new Map(program.state.map(({ name, input }) => [input, name])),
    stateOut,
    outputs,
    gradients: new Map(),
    tapes: new Set(plan.steps.flatMap(tapesOf)),
    fourDims: new Set(
      [...outputs.keys(), ...stateOut.keys(), ...neededByCalls(plan)].filter((id) =>
        hasFourDims(program, id),
      ),
    ),
  };
}

function tapesOf({ operation, work }: Step): readonly number[] {
  if (!("body" in work)) return [];
  return operation.outputs.slice(work.carry.length).filter((_, i) => work.tapes[i]);
}

/** Whether the value has four dims. */
export function hasFourDims({ values }: Program, id: number): boolean {
  return values[id].shape.length === 4;
}

function readersOf(steps: readonly Step[]): ReadonlyMap<number, readonly Step[]> {
  const readers = new Map<number, Step[]>();
  for (const step of steps)
    for (const id of step.operation.inputs) {
      const list = readers.get(id) ?? [];
      list.push(step);
      readers.set(id, list);
    }
  return readers;
}

function neededByCalls({ steps, fixed }: Plan): readonly number[] {
  return [...fixed, ...steps].flatMap(({ work }) =>
    "body" in work ? neededByLoop(work) : neededByCall(work),
  );
}

function neededByCall({ fn, args }: Call): readonly number[] {
  return (FOUR_DIMS.get(fn) ?? []).flatMap((place) => valuesIn(args[place]));
}

/** Outer values that stand, in the body, where four dims are needed. */
function neededByLoop({ body, consts, carry }: Loop): readonly number[] {
  const needed = new Set(neededByCalls(body));
  return [...consts, ...carry].filter((_, i) => needed.has(body.program.inputs[i].value));
}

/** The tensors of an argument. */
export function valuesIn(argument: Argument | undefined): readonly number[] {
  if (argument === undefined || argument === null || typeof argument !== "object") return [];
  if ("value" in argument) return [argument.value];
  if ("list" in argument) return argument.list.flatMap(valuesIn);
  return "record" in argument ? Object.values(argument.record).flatMap(valuesIn) : [];
}
