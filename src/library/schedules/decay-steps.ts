/** The arguments that several schedules share. */
import type { Kind } from "../kind.ts";
import { float } from "../kinds/float.ts";

/** The rate at the first update. */
export function initialRate(): Kind<number> {
  return float(undefined, { least: 0 });
}

/** A number of updates; Keras takes any positive number, whole or not. */
export function decaySteps(): Kind<number> {
  return float(undefined, { above: 0 });
}
