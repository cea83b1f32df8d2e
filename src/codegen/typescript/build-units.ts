/** Cuts a planned program into the parts in which it is printed. */
import type { Plan, Step } from "../../runtime/tfjs/plan.ts";
import type { Program } from "../../tensor/index.ts";
import { inSections } from "./in-sections.ts";
import type { Module } from "./module.ts";
import type { Section, Unit } from "./unit.ts";

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
  for (const step of plan.steps) {
    const bundle = owners.get(step) ?? step;
    bundles.set(bundle, [...(bundles.get(bundle) ?? []), step]);
  }
  const keyOf = ([step]: readonly Step[]) => owners.get(step) ?? step.operation.origin;
  return inSections([...bundles.values()], keyOf).map(({ key, steps }): Unit => {
    const section = toSection({ key: steps[0].operation.origin, steps });
    return typeof key === "string" ? { kind: "update", path: key, section } : section;
  });
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

/** Steps of the update that serve the state of one weight alone, by that weight's path. */
function ownersOf({ program, steps }: Plan, module: Module): ReadonlyMap<Step, string> {
  const served = new Map<number, Set<string>>();
  const serve = (id: number, whom: Iterable<string>) =>
    served.set(id, new Set([...(served.get(id) ?? []), ...whom]));
  for (const { name, output } of program.state) serve(output, [module.slots.get(name)?.path ?? name]);
  for (const { value } of program.outputs) serve(value, ["an output"]);
  const owners = new Map<Step, string>();
  for (const step of steps.toReversed()) {
    const { inputs, outputs, origin } = step.operation;
    const all = new Set(outputs.flatMap((id) => [...(served.get(id) ?? [])]));
    for (const id of inputs) serve(id, all);
    const [only, ...others] = all;
    if (program.origins[origin].phase === "update" && others.length === 0 && module.isWeight(only))
      owners.set(step, only);
  }
  return owners;
}
