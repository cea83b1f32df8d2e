/** A whole number of at least 1: units, filters, sizes. */
import type { Kind } from "../kind.ts";
import { int } from "./int.ts";

export function positiveInt(fallback?: number): Kind<number> {
  return int(fallback, { least: 1 });
}
