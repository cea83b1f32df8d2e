/** A whole number of at least 0: counts that may be none, seeds. */
import type { Kind } from "../kind.ts";
import { int } from "./int.ts";

export function nonNegativeInt(fallback?: number): Kind<number> {
  return int(fallback, { least: 0 });
}
