/** Watching a number of the log: the arguments that callbacks share for it, and what counts as better. */
import type { EpochLog, TrainingActs } from "../define-callback.ts";
import type { Kind } from "../kind.ts";
import { nonNegativeInt } from "../kinds/non-negative-int.ts";
import { oneOf } from "../kinds/one-of.ts";
import { string } from "../kinds/string.ts";

export type Mode = "auto" | "min" | "max";

/** The name of the log that is watched. */
export function monitorKind(): Kind<string> {
  return { ...string("val_loss"), isLogName: true };
}

/** Which way is better; `auto` asks the metric. */
export function modeKind(): Kind<Mode> {
  return oneOf(["auto", "min", "max"], "auto");
}

/** 0 says nothing, any other number says what is done. */
export function verboseKind(): Kind<number> {
  return nonNegativeInt(0);
}

interface Watch {
  readonly monitor: string;
  readonly mode: Mode;
  readonly min_delta?: number;
}

/**
 * Whether a value is better than another by more than `min_delta`, as a function of both. Anything is better than nothing,
 * and what is not a number is never better.
 */
export function improvement({ monitor, mode, min_delta = 0 }: Watch, acts: TrainingActs) {
  const higher = mode === "auto" ? acts.better(monitor) === "higher" : mode === "max";
  const delta = Math.abs(min_delta);
  return (value: number, reference: number | null): boolean => {
    if (Number.isNaN(value)) return false;
    if (reference === null) return true;
    // In single precision, as Keras compares: better by exactly min_delta is not better.
    return higher
      ? Math.fround(value - delta) > Math.fround(reference)
      : Math.fround(value + delta) < Math.fround(reference);
  };
}

/** The watched number of an epoch; says so where the run has none of that name. */
export function watched(
  monitor: string,
  log: EpochLog,
  callback: string,
  acts: TrainingActs,
): number | undefined {
  if (Object.hasOwn(log, monitor)) return log[monitor];
  acts.say(`${callback} watches ${monitor}, but this run gives ${Object.keys(log).join(", ")}.`);
  return undefined;
}
