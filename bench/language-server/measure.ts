/**
 * Replays edits and takes the time of each. The machine may have other work, so every series is replayed several times: `wall` is all
 * that was seen, `quiet` the least that each edit of the series took, which is what it costs where nothing disturbs it.
 */
import { PerformanceObserver } from "node:perf_hooks";
import { setImmediate as immediately } from "node:timers/promises";
import { lineTable } from "../../src/language-server/line-table.ts";
import type { Contestant } from "./contestant.ts";
import { type Edit, edited } from "./edit.ts";

const rounds = 7;
const leastEdits = 40;
/** Milliseconds after which a slow contestant is given no further round. */
const patience = 30_000;

export interface Time {
  readonly wall: number;
  readonly own: number;
}

/** By round, the milliseconds of each edit. */
export type Times = readonly (readonly Time[])[];

export interface Measured {
  readonly diagnostics: Times;
  readonly completion: Times;
  /** The most findings that were seen at once: a contestant that finds nothing has not worked. */
  readonly found: number;
}

/** From each keystroke to its diagnostics; then, behind the keystroke, the time of a completion. */
export async function measure(
  contestant: Contestant,
  text: string,
  edits: readonly Edit[],
): Promise<Measured> {
  const series = Array.from({ length: Math.ceil(leastEdits / edits.length) }, () => edits)
    .flat()
    .slice(0, contestant.mostEdits);
  const [diagnostics, completion]: [Time[][], Time[][]] = [[], []];
  let found = 0;
  const begun = performance.now();
  for (let round = -1; round < rounds; round++) {
    if (diagnostics.length > 0 && performance.now() - begun > patience) break;
    await contestant.open(text);
    const times: [Time, Time][] = [];
    let now = text;
    for (const edit of series) {
      const { rangeOf } = lineTable(now);
      now = edited(now, edit);
      const { positionAt } = lineTable(now);
      const change = { range: rangeOf({ start: edit.at, end: edit.at + edit.remove }), text: edit.put };
      const checked = await clock(async () => {
        found = Math.max(found, await contestant.change(change));
      });
      const offered = await clock(() => contestant.complete(positionAt(edit.at + edit.put.length)));
      times.push([checked, offered]);
      await immediately();
    }
    if (round < 0) continue;
    diagnostics.push(times.map(([time]) => time));
    completion.push(times.map(([, time]) => time));
  }
  return { diagnostics, completion, found };
}

/** Wall time, or where that is less, the time of the processor: work of others on the machine is in neither of the two. */
export async function clock(work: () => unknown): Promise<Time> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  const wall = performance.now() - start;
  return { wall, own: Math.min(wall, (user + system) / 1000) };
}

/** `quiet` and `wall`: median, 95 of 100, and the most. */
export function row(what: string, times: Times): string {
  const least = times[0].map((_, i) => Math.min(...times.map((round) => round[i].own)));
  return `${what.padEnd(24)}${numbers(least)}${numbers(times.flat().map(({ wall }) => wall))}`;
}

export const header = `${"".padEnd(24)}${["quiet", "p95", "most", "wall", "p95", "most"].map((word) => word.padStart(8)).join("")}`;

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

function numbers(times: readonly number[]): string {
  return [0.5, 0.95, 1].map((share) => percentile(times, share).toFixed(1).padStart(8)).join("");
}

/** The pauses for collecting garbage while something runs: how many, the longest, and their share of the time. */
export async function pausesOf(work: () => Promise<unknown>): Promise<string> {
  const pauses: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) pauses.push(duration);
  });
  observer.observe({ entryTypes: ["gc"] });
  const { wall } = await clock(work);
  await immediately();
  observer.disconnect();
  const sum = pauses.reduce((total, pause) => total + pause, 0);
  const longest = Math.max(0, ...pauses).toFixed(1);
  return `${pauses.length} pauses for garbage, the longest ${longest} ms, ${((100 * sum) / wall).toFixed(0)} % of the time`;
}
