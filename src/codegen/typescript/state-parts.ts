/** The state of a training run in its parts: weights, the optimizer's slots, metrics, the health of the run. */
import type { StateSlot } from "../../tensor/index.ts";
import type { Module } from "./module.ts";

export interface StatePart<Entry> {
  /** `weights`, `optimizer`, `metrics`, `health`. */
  readonly part: string;
  /** The entries with the rest of their names: `dense/kernel`, `adam/momentum/dense/kernel`. */
  readonly entries: readonly (readonly [name: string, entry: Entry])[];
}

/** The parts in the order in which they stand in the state. */
const ORDER = ["weights", "optimizer", "metrics", "health"];

/** Named things of the state, by part. */
export function statePartsOf<Entry extends { readonly name: string }>(
  module: Module,
  entries: readonly Entry[],
): readonly StatePart<Entry>[] {
  const parts = new Map<string, (readonly [string, Entry])[]>();
  for (const entry of entries) {
    const [first, ...rest] = module.statePath(entry.name).split("/");
    const [part, name] = module.isWeight(entry.name) ? ["weights", entry.name] : [first, rest.join("/")];
    parts.set(part, [...(parts.get(part) ?? []), [name, entry]]);
  }
  const inOrder = [...parts].sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
  return inOrder.map(([part, list]) => ({ part, entries: list }));
}

/** Whether a run leaves anything else in the part than it found. */
export function changes({ entries }: StatePart<StateSlot>): boolean {
  return entries.some(([, { input, output }]) => input !== output);
}
