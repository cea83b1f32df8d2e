/** Gives callbacks back what they remembered when the run was saved; a memory that they could not have had is refused. */
import type { RunningCallback } from "../library/define-callback.ts";
import { Problem } from "../problem.ts";
import type { CallbackMemory } from "./run-record.ts";

/** Throws Problem. A run that has not begun has no memories. */
export function restoreMemories(
  callbacks: readonly RunningCallback[],
  memories: readonly CallbackMemory[],
): void {
  if (memories.length === 0) return;
  if (memories.length !== callbacks.length)
    refuse(`${memories.length} callbacks, and the program has ${callbacks.length}`);
  for (const [i, { memory }] of callbacks.entries()) {
    const saved = memories[i];
    const fits = Object.keys(memory).every(
      (key) => Object.hasOwn(saved, key) && isLike(saved[key], memory[key]),
    );
    if (!fits || Object.keys(saved).length !== Object.keys(memory).length)
      refuse(`something for callback number ${i + 1} that it could not have noted`);
    Object.assign(memory, saved);
  }
}

/** What starts as null becomes a number, and the other way round. */
function isLike(saved: unknown, initial: unknown): boolean {
  const numeric = (value: unknown) => value === null || typeof value === "number";
  return numeric(initial) ? numeric(saved) : typeof saved === typeof initial;
}

function refuse(what: string): never {
  throw new Problem(`The saved run is damaged: training.json holds ${what}.`);
}
