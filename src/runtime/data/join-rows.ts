/** Puts arrays one below the other: the parts of a computation done in batches. */
import type { NumberArray } from "../../tensor/index.ts";

/** All parts have the same dtype and the same dims but the first; there is at least one. */
export function joinRows(parts: readonly NumberArray[]): NumberArray {
  const [{ dtype, shape, data: first }] = parts;
  const rows = parts.reduce((sum, part) => sum + part.shape[0], 0);
  const length = parts.reduce((sum, part) => sum + part.data.length, 0);
  const data = new (first.constructor as new (length: number) => typeof first)(length);
  let at = 0;
  for (const part of parts) {
    data.set(part.data as never, at);
    at += part.data.length;
  }
  return { dtype, shape: [rows, ...shape.slice(1)], data };
}
