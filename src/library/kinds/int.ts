/** A whole number, within bounds where they are given (both inclusive). */
import type { Kind } from "../kind.ts";
import { definePlainKind } from "./define-plain-kind.ts";

export interface IntBounds {
  readonly least?: number;
  readonly most?: number;
}

export function int(fallback?: number, bounds: IntBounds = {}): Kind<number> {
  const { least = Number.MIN_SAFE_INTEGER, most = Number.MAX_SAFE_INTEGER } = bounds;
  return definePlainKind({
    name: nameOf(bounds),
    default: fallback,
    read: (value) => {
      if (value.kind !== "number" || !Number.isSafeInteger(value.number)) return undefined;
      return value.number >= least && value.number <= most ? value.number : undefined;
    },
  });
}

function nameOf({ least, most }: IntBounds): string {
  if (least !== undefined && most !== undefined) return `whole number from ${least} to ${most}`;
  if (most !== undefined) return `whole number of at most ${most}`;
  if (least === 1) return "positive whole number";
  return least === undefined ? "whole number" : `whole number of at least ${least}`;
}
