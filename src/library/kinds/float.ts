/** A number, within bounds where they are given: `least` and `most` belong to it, `above` and `below` do not. */
import type { Kind } from "../kind.ts";
import { definePlainKind } from "./define-plain-kind.ts";

export interface FloatBounds {
  readonly least?: number;
  readonly most?: number;
  readonly above?: number;
  readonly below?: number;
}

export function float(fallback?: number, bounds: FloatBounds = {}): Kind<number> {
  return definePlainKind({
    name: nameOf(bounds),
    default: fallback,
    read: (value) => (value.kind === "number" && fits(value.number, bounds) ? value.number : undefined),
  });
}

function fits(x: number, { least, most, above, below }: FloatBounds): boolean {
  const enough = (least === undefined || x >= least) && (above === undefined || x > above);
  return (
    Number.isFinite(x) && enough && (most === undefined || x <= most) && (below === undefined || x < below)
  );
}

function nameOf({ least, most, above, below }: FloatBounds): string {
  const low = above !== undefined ? `above ${above}` : least !== undefined ? `of at least ${least}` : "";
  const high = below !== undefined ? `below ${below}` : most !== undefined ? `at most ${most}` : "";
  return ["number", [low, high].filter(Boolean).join(" and ")].filter(Boolean).join(" ");
}
