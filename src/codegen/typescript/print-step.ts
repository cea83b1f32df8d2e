/** The functions that a training run calls: each takes a state over, and gives the one that follows. */
import type { Plan } from "../../runtime/tfjs/plan.ts";
import type { StateSlot } from "../../tensor/index.ts";
import { buildUnits } from "./build-units.ts";
import { type Code, code, indent, joinCode } from "./code.ts";
import { docComment } from "./comment.ts";
import { type Expression, layoutAfter, WIDTH } from "./expression.ts";
import { findGradients, findStepSize } from "./find-gradients.ts";
import { groupBy } from "./group-by.ts";
import { member, propertyKey } from "./identifier.ts";
import { markTypes } from "./mark-types.ts";
import type { Module } from "./module.ts";
import { printTrees } from "./print-trees.ts";
import { printUnits } from "./print-units.ts";
import { sayOutput, sayResult } from "./say-result.ts";
import { sayName } from "./say-value.ts";
import { type Started, startBody } from "./start-body.ts";
import { changes, type StatePart, statePartsOf } from "./state-parts.ts";

export interface StepFunction {
  readonly name: Code;
  readonly doc: string;
  readonly plan: Plan;
}

/** `export function name(state, { inputs, targets }, { step, seed })`, as far as the program needs these. */
export function printStep(module: Module, { name, doc, plan }: StepFunction): Code {
  const started = startBody(module, plan, 2);
  const units = buildUnits(plan, module);
  const body = {
    ...started.body,
    facts: { ...started.body.facts, gradients: findGradients(started.body.facts, units) },
    wishes: findStepSize(started.body.facts, units),
    trains: plan.program.name === "trainStep",
  };
  markTypes(body, units);
  printUnits(body, units);
  const { result, replaced } = sayResults({ ...started, body });
  const lines = [...body.lines, code`${layoutAfter(code`return `, result, WIDTH - 5)};`];
  return joinCode([
    docComment(doc),
    head(name, plan, started),
    indent(
      joinCode([
        code`const next = tf.tidy(() => {`,
        indent(joinCode(lines)),
        code`});`,
        code`${layoutAfter(code`tf.dispose(`, replaced.length === 1 ? replaced[0] : { items: replaced }, WIDTH - 4)});`,
        code`return next;`,
      ]),
    ),
    code`}`,
  ]);
}

/** What the function gives, and the parts of the old state that this replaces; a tensor that stays is handed on as it is. */
function sayResults({ body }: Started): { readonly result: Expression; readonly replaced: readonly Code[] } {
  const { program } = body.facts;
  const outputs = program.outputs.map(({ name }, i) => [propertyKey(name), sayOutput(body, i)] as const);
  const slots = program.state.map((slot, i) => ({
    ...slot,
    next:
      slot.input === slot.output ? sayName(body, slot.input) : sayResult(body, program.outputs.length + i),
  }));
  const parts = statePartsOf(body.module, slots);
  const changed = parts.filter(changes);
  const all = changed.length === WHOLE;
  const fields = changed.map(
    ({ part, entries }) =>
      [
        propertyKey(part),
        printTrees(
          entries.map(([key, { next }]) => [key, next]),
          body,
        ),
      ] as const,
  );
  const state: Expression = { fields: all ? fields : [REST, ...fields] };
  return {
    result: outputs.length === 0 ? state : { fields: [...outputs, [code`state`, state]] },
    replaced: replacedIn(parts),
  };
}

/** The largest parts of the state of which nothing stays. */
function replacedIn(parts: readonly StatePart<StateSlot>[]): readonly Code[] {
  const slots = parts.flatMap(({ part, entries }) =>
    entries.map(([name, slot]) => ({ path: [part, ...name.split("/")], stays: slot.input === slot.output })),
  );
  if (parts.length === WHOLE) return replacedBelow(slots, 0, code`state`);
  return parts.flatMap(({ part }) =>
    replacedBelow(
      slots.filter(({ path }) => path[0] === part),
      1,
      member(code`state`, part),
    ),
  );
}

function replacedBelow(slots: readonly PlacedSlot[], depth: number, said: Code): readonly Code[] {
  if (slots.every(({ stays }) => !stays)) return [said];
  const groups = groupBy(
    slots.filter(({ path }) => path.length > depth),
    ({ path }) => path[depth],
  );
  return [...groups].flatMap(([name, inside]) => replacedBelow(inside, depth + 1, member(said, name)));
}

interface PlacedSlot {
  readonly path: readonly string[];
  readonly stays: boolean;
}

/** How many parts the state has. */
const WHOLE = 4;

/** Parts that stay. */
const REST = [code`...state`, code`...state`] as const;

/** Parameters are taken apart into what the body reads. */
function head(name: Code, { program }: Plan, { touched }: Started): Code {
  const parts = ["weights", "optimizer", "metrics", "health"].filter((part) => touched.has(part));
  const batch = ["inputs", "targets"].filter((part) => touched.has(part));
  const hosts = program.inputs.filter(({ host }) => host);
  const read = hosts.filter(({ value }) => program.operations.some(({ inputs }) => inputs.includes(value)));
  const list = (names: readonly string[]) => joinCode(names.map(propertyKey), code`, `);
  const parameters = [
    code`state: State`,
    ...(batch.length === 0 ? [] : [code`{ ${list(batch)} }: Batch`]),
    ...(read.length === 0 ? [] : [code`{ ${list(read.map((host) => host.name))} }: StepOptions`]),
  ];
  const returns = program.outputs.length === 0 ? code`State` : code`StepResult`;
  const opening = code`export function ${name}(${joinCode(parameters, code`, `)}): ${returns} {`;
  return parts.length === 0 ? opening : joinCode([opening, code`  const { ${list(parts)} } = state;`]);
}
