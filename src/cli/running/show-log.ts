/** The numbers of an epoch for a person: `loss 0.3412  accuracy 0.875`. */
import type { EpochLog } from "../../library/define-callback.ts";

export function showLog(log: EpochLog): string {
  return Object.entries(log)
    .map(([name, value]) => `${name} ${showNumber(value)}`)
    .join("  ");
}

/** Four digits that count; very small and very large numbers with an exponent. */
export function showNumber(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  return size < 1e-4 || size >= 1e6 ? value.toExponential(3) : String(Number(value.toPrecision(4)));
}
