/** A room of the library: entries in their order, found by name or alias in a map without a prototype. */
import type { Entry } from "./entry.ts";

export interface Registry<E extends Entry> {
  readonly entries: readonly E[];
  /** The entry under a name or an alias (`mse`, `MSE`, `mean_squared_error`). */
  readonly find: (name: string) => E | undefined;
  /** Names and aliases, for "did you mean" and completion. */
  readonly names: readonly string[];
}

/** Throws when two entries claim one name: that is a fault of the library. */
export function createRegistry<E extends Entry>(entries: readonly E[]): Registry<E> {
  const byName = new Map<string, E>();
  for (const entry of entries) {
    for (const name of [entry.name, ...entry.aliases]) {
      if (byName.has(name)) throw new Error(`two library entries are called ${name}`);
      byName.set(name, entry);
    }
  }
  return { entries, find: (name) => byName.get(name), names: [...byName.keys()] };
}
