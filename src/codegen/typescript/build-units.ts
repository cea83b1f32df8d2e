/** Cuts a planned program into the parts in which it is printed. */
import type { Plan, Step } from "../../runtime/tfjs/plan.ts";
import type { Program } from "../../tensor/index.ts";
import { inSections } from "./in-sections.ts";
import type { Module } from "./module.ts";
import type { Section, Unit, Update } from "./unit.ts";

/** Sections by layer, with the instances of blocks around them as groups: for programs without a backward part. */
export function unitsByBlock({ program, steps }: Plan, module: Module): readonly Unit[] {
  const single = steps.map((step) => [step]);
  const sections = inSections(single, ([{ operation }]) => operation.origin).map(toSection);
  return nest(sections, 0, { program, module });
}

/** Sections in the order of the step, each weight's update by itself. */
export function unitsByPhase(plan: Plan, module: Module): readonly Unit[] {
  const owners = ownersOf(plan, module);
  const bundles = new Map<string | Step, Step[]>();
  for (const step of plan.steps)
    for (const bundle of owners.get(step) ?? [step])
      bundles.set(bundle, [...(bundles.get(bundle) ?? []), step]);
  const keys = new Map([...bundles].map(([key, steps]) => [steps, key]));
  const keyOf = (steps: readonly Step[]) => {
    const key = keys.get(steps as Step[]);
    return typeof key === "string" ? key : steps[0].operation.origin;
  };
  const parts = inSections([...bundles.values()], keyOf);
  return withUpdates(
    parts.map(({ key, steps }) => {
      const section = toSection({ key: steps[0].operation.origin, steps });
      return typeof key === "string" ? { path: key, section } : section;
    }),
    plan.program,
  );
}

/** The updates stand together: nothing in the step waits for one of them. */
function withUpdates(parts: readonly (Section | Update)[], program: Program): readonly Unit[] {
  const updates = parts.filter((part) => "path" in part);
  const last = updates.at(-1);
  return parts.flatMap((part): readonly Unit[] => {
    if (!("path" in part)) return [withAlike(part, parts, program)];
    return part === last ? [{ kind: "updates", updates }] : [];
  });
}

/** A layer of more steps than this becomes a function of a training step where another one of its kind does. */
const MOST_STEPS_OF_MANY = 8;

function withAlike(section: Section, parts: readonly (Section | Update)[], program: Program): Unit {
  const kind = kindOf(section, program);
  const alike = parts.filter((part) => !("path" in part) && kindOf(part, program) === kind);
  const { layer, type = layer } = program.origins[section.origin];
  if (kind === undefined || layer === undefined || type === undefined || alike.length < 2) return section;
  return { kind: "block", name: type, instance: layer, layer, units: [section] };
}

/** What a long section is a case of; undefined where it can be no function: its loops leave lists of rows. */
function kindOf({ origin, steps }: Section, { origins }: Program): string | undefined {
  const { layer, type = layer, phase } = origins[origin];
  const isPart = phase === "forward" || phase === "backward";
  const isLong = steps.length > MOST_STEPS_OF_MANY && steps.every(({ work }) => !("body" in work));
  return layer !== undefined && isPart && isLong ? `${phase} ${type}` : undefined;
}

function toSection({ key, steps }: { key: number; steps: readonly Step[] }): Section {
  return { kind: "section", origin: key, steps };
}

interface Nesting {
  readonly program: Program;
  readonly module: Module;
}

/** An instance whose sections do not stand together stays flat: it can't be one call. */
function nest(sections: readonly Section[], depth: number, nesting: Nesting): readonly Unit[] {
  const { program, module } = nesting;
  const blocksOf = ({ origin }: Section) => program.origins[origin].blocks ?? [];
  const runs = runsOf(sections, (section) => blocksOf(section)[depth]);
  return runs.flatMap(({ instance, sections: inside }): readonly Unit[] => {
    const together = runs.filter((run) => run.instance === instance).length === 1;
    const place = module.blockPlace(blocksOf(inside[0]).slice(0, depth + 1));
    if (instance === undefined || place === undefined || !together)
      return inside.map((section) => withLongLayer(section, program));
    return [{ kind: "block", name: place.name, instance, units: nest(inside, depth + 1, nesting) }];
  });
}

interface InstanceRun {
  readonly instance: string | undefined;
  readonly sections: Section[];
}

function runsOf(
  sections: readonly Section[],
  instanceOf: (section: Section) => string | undefined,
): readonly InstanceRun[] {
  const runs: InstanceRun[] = [];
  for (const section of sections) {
    const instance = instanceOf(section);
    const last = runs.at(-1);
    if (last !== undefined && instance !== undefined && last.instance === instance)
      last.sections.push(section);
    else runs.push({ instance, sections: [section] });
  }
  return runs;
}

/** A layer of more steps than this becomes a function. */
const MOST_STEPS = 5;

function withLongLayer(section: Section, { origins }: Program): Unit {
  const { layer, type = layer, phase } = origins[section.origin];
  if (layer === undefined || type === undefined || phase !== "forward" || section.steps.length <= MOST_STEPS)
    return section;
  return { kind: "block", name: type, instance: layer, layer, units: [section] };
}

/**
 * Steps of the update that serve the state of weights alone, by these weights' paths. What two weights share because their gradients
 * are one is done for each of them, so that their updates read the same; a single number is computed once.
 */
function ownersOf({ program, steps }: Plan, module: Module): ReadonlyMap<Step, readonly string[]> {
  const served = new Map<number, Set<string>>();
  const serve = (id: number, whom: Iterable<string>) =>
    served.set(id, new Set([...(served.get(id) ?? []), ...whom]));
  for (const { name, output } of program.state) serve(output, [module.slots.get(name)?.path ?? name]);
  for (const { value } of program.outputs) serve(value, ["an output"]);
  const owners = new Map<Step, readonly string[]>();
  const elsewhere = new Set<number>();
  for (const step of steps.toReversed()) {
    const { inputs, outputs, origin } = step.operation;
    const all = new Set(outputs.flatMap((id) => [...(served.get(id) ?? [])]));
    for (const id of inputs) serve(id, all);
    const isOnce = outputs.some((id) => elsewhere.has(id) || program.values[id].shape.length === 0);
    const isUpdate = program.origins[origin].phase === "update" && [...all].every(module.isWeight);
    if (isUpdate && (all.size === 1 || (all.size > 1 && !isOnce))) owners.set(step, [...all]);
    else for (const id of inputs) elsewhere.add(id);
  }
  return owners;
}
