/** Cuts a planned program into the parts in which it is printed. */
import type { Plan, Step } from "../../runtime/tfjs/plan.ts";
import type { Phase, Program } from "../../tensor/index.ts";
import { type Bundle, inSections } from "./in-sections.ts";
import type { Module } from "./module.ts";
import type { Block, Section, Unit, Update } from "./unit.ts";

/** Sections by layer, instances of blocks as groups, each weight's update by itself: parts in an order in which they can be computed. */
export function buildUnits(plan: Plan, module: Module): readonly Unit[] {
  const owners = ownersOf(plan, module);
  const bundles = new Map<string | Step, Step[]>();
  for (const step of plan.steps)
    for (const bundle of owners.get(step) ?? [step])
      bundles.set(bundle, [...(bundles.get(bundle) ?? []), step]);
  const paths = new Map([...bundles].map(([key, steps]) => [steps as Bundle, key]));
  const pathOf = (bundle: Bundle) => {
    const path = paths.get(bundle);
    return typeof path === "string" ? path : undefined;
  };
  const parts = arrange([...bundles.values()], 0, { program: plan.program, module, pathOf });
  return withUpdates(parts);
}

interface Arrangement {
  readonly program: Program;
  readonly module: Module;
  /** The weight whose update a bundle is. */
  readonly pathOf: (bundle: Bundle) => string | undefined;
}

/** Puts what belongs together side by side: first the instances of blocks of this depth, then what is inside each. */
function arrange(
  bundles: readonly Bundle[],
  depth: number,
  arrangement: Arrangement,
): readonly (Unit | Update)[] {
  const { program, module, pathOf } = arrangement;
  const instanceOf = ([{ operation }]: Bundle) => {
    const { phase, blocks = [] } = program.origins[operation.origin];
    const instances = blocks.slice(0, depth + 1);
    const isPlace = instances.length > depth && module.blockPlace(instances) !== undefined;
    return isPlace && isPass(phase) ? { instances, key: [phase, ...instances].join(" ") } : undefined;
  };
  const keyOf = (bundle: Bundle) => pathOf(bundle) ?? instanceOf(bundle)?.key ?? bundle[0].operation.origin;
  const runs = inSections(bundles, keyOf);
  return runs.flatMap(({ key, bundles: inside }): readonly (Unit | Update)[] => {
    const [first] = inside;
    const path = pathOf(first);
    const steps = inside.flat();
    const section: Section = { kind: "section", origin: first[0].operation.origin, steps };
    if (path !== undefined) return [{ path, section }];
    const instance = instanceOf(first);
    if (instance === undefined) return [withLongLayer(section, program)];
    const together = runs.filter((run) => run.key === key).length === 1;
    const units = arrange(inside, together ? depth + 1 : Number.POSITIVE_INFINITY, arrangement);
    return together ? [blockOf(instance.instances, units as readonly Unit[], module)] : units;
  });
}

/** Whether the phase goes through the layers, forward or backward. */
function isPass(phase: Phase): boolean {
  return phase === "forward" || phase === "backward";
}

function blockOf(instances: readonly string[], units: readonly Unit[], module: Module): Block {
  const instance = instances.at(-1) ?? "";
  const name = module.blockPlace(instances)?.name ?? instance;
  return { kind: "block", key: instances.join("/"), name, instance, units };
}

/** A layer of more steps than this becomes a function, and one with a loop. */
const MOST_STEPS = 5;

function withLongLayer(section: Section, { origins }: Program): Unit {
  const { layer, type = layer, phase } = origins[section.origin];
  const isLong = section.steps.length > MOST_STEPS || section.steps.some(({ work }) => "body" in work);
  if (layer === undefined || type === undefined || !isPass(phase) || !isLong) return section;
  return { kind: "block", key: `layer ${layer}`, name: type, instance: layer, layer, units: [section] };
}

/** The updates stand together: nothing in the step waits for one of them. */
function withUpdates(parts: readonly (Unit | Update)[]): readonly Unit[] {
  const updates = parts.filter((part) => "path" in part);
  const last = updates.at(-1);
  return parts.flatMap((part): readonly Unit[] => {
    if (!("path" in part)) return [part];
    return part === last ? [{ kind: "updates", updates }] : [];
  });
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
