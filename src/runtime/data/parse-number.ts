/** Reads a number strictly, as it must stand in a cell: nothing that is only nearly a number passes. */
import type { CellFault } from "../../diagnostics/messages/data-cell.ts";

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = /^[+-]?(?:nan|inf|infinity)$/i;
const MISSING = new Set(["", "na", "n/a", "null", "none", "?"]);
/** The largest finite f32. */
const LARGEST = 3.4028234663852886e38;

/** The number, as an f32 can hold its size, or what is wrong with the text. Spaces around it do not matter. */
export function parseNumber(text: string): number | CellFault {
  const trimmed = text.trim();
  if (DECIMAL.test(trimmed)) {
    const value = Number(trimmed);
    return Math.abs(value) > LARGEST ? { fault: "too-large", text: trimmed } : value;
  }
  if (MISSING.has(trimmed.toLowerCase())) return { fault: "missing", text: trimmed };
  return NOT_FINITE.test(trimmed) ? { fault: "not-finite", text: trimmed } : { fault: "text", text: trimmed };
}
