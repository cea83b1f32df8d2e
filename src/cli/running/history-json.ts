/** The history as `nnc train --json` prints it: one object of numbers for each epoch. */
import type { HistoryEntry } from "../../runtime/run-record.ts";

export function historyJson(
  history: readonly HistoryEntry[],
): readonly { readonly [name: string]: number }[] {
  return history.map(({ epoch, seconds, log }) => ({ epoch, seconds, ...log }));
}
