/** The class of each row, where the model has a target with classes: what a split keeps the shares of. */
import type { RawPort, RawTable } from "./raw-table.ts";

/** The first target with one class (or one-hot row) an example; undefined where there is none. */
export function classesOf({ rows, ports }: RawTable): Int32Array | undefined {
  const target = ports.find((port) => port.plan.role === "target" && hasOneClass(port));
  if (target === undefined) return undefined;
  return Int32Array.from({ length: rows }, (_, row) => classAt(target, row));
}

function hasOneClass({ plan: { reading }, width }: RawPort): boolean {
  return reading.kind === "label" ? width === 1 : reading.kind === "share";
}

function classAt({ plan: { reading }, width, values }: RawPort, row: number): number {
  if (reading.kind === "label") return values[row];
  const shares = values.subarray(row * width, (row + 1) * width);
  return shares.indexOf(Math.max(...shares));
}
