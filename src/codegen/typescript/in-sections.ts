/** Steps put in an order in which those of one key stand together, as far as what they read allows. */
import type { Step } from "../../runtime/tfjs/plan.ts";

/** Steps that are never parted, in order. */
export type Bundle = readonly Step[];

export interface Run<Key> {
  readonly key: Key;
  readonly bundles: readonly Bundle[];
}

/** Every bundle comes after those whose results it reads. Begins a new run only when no bundle of the present key is ready. */
export function inSections<Key>(
  bundles: readonly Bundle[],
  keyOf: (bundle: Bundle) => Key,
): readonly Run<Key>[] {
  const waiting = waitingFor(bundles);
  const readers = readersOf(waiting);
  const unready = waiting.map((makers) => makers.size);
  /** Places of the ready bundles by key. */
  const ready = new Map<Key, Set<number>>();
  const add = (place: number) => {
    const key = keyOf(bundles[place]);
    ready.set(key, (ready.get(key) ?? new Set()).add(place));
  };
  for (const [place, count] of unready.entries()) if (count === 0) add(place);
  const runs: { readonly key: Key; readonly bundles: Bundle[] }[] = [];
  while (ready.size > 0) {
    const current = runs.at(-1);
    const key = current !== undefined && ready.has(current.key) ? current.key : earliestKey(ready);
    const place = take(ready, key);
    if (current !== undefined && current.key === key) current.bundles.push(bundles[place]);
    else runs.push({ key, bundles: [bundles[place]] });
    for (const reader of readers[place]) if (--unready[reader] === 0) add(reader);
  }
  return runs;
}

function earliestKey<Key>(ready: ReadonlyMap<Key, ReadonlySet<number>>): Key {
  const heads = [...ready].map(([key, places]) => ({ key, place: Math.min(...places) }));
  return heads.reduce((a, b) => (a.place < b.place ? a : b)).key;
}

function take<Key>(ready: Map<Key, Set<number>>, key: Key): number {
  const places = ready.get(key) ?? new Set();
  const first = Math.min(...places);
  places.delete(first);
  if (places.size === 0) ready.delete(key);
  return first;
}

/** For each bundle, the places of the others whose results it reads. */
function waitingFor(bundles: readonly Bundle[]): readonly ReadonlySet<number>[] {
  const makers = new Map<number, number>();
  for (const [place, steps] of bundles.entries())
    for (const { operation } of steps) for (const id of operation.outputs) makers.set(id, place);
  return bundles.map((steps, place) => {
    const read = steps.flatMap(({ operation }) => operation.inputs).flatMap((id) => makers.get(id) ?? []);
    return new Set(read.filter((maker) => maker !== place));
  });
}

function readersOf(waiting: readonly ReadonlySet<number>[]): readonly (readonly number[])[] {
  const readers = waiting.map((): number[] => []);
  for (const [place, makers] of waiting.entries()) for (const maker of makers) readers[maker].push(place);
  return readers;
}
