/** What is certain about a dim whatever its symbols are, given that each symbol is at least 1. */
import type { Atom, Dim, Term } from "./dim.ts";
import { collectTerms, multiplyTerms, termsOf } from "./dim-terms.ts";

/** A proof that needs more replaced floors than this is given up. */
const MOST_STEPS = 24;

/** The largest number found which the dim is never below; -Infinity when nothing is known. */
export function lowerBound(dim: Dim): number {
  if (typeof dim === "number") return dim;
  let scaled = { dim: dim as Dim, scale: 1 };
  for (let step = 0; step < MOST_STEPS; step++) {
    const next = withoutOneFloor(scaled.dim, scaled.scale);
    if (next === undefined) break;
    if (!Number.isSafeInteger(next.scale * 2 ** 20)) return Number.NEGATIVE_INFINITY;
    scaled = next;
  }
  const sum = termsOf(scaled.dim).reduce((total, term) => total + leastTerm(term), 0);
  return Math.ceil(sum / scaled.scale);
}

/**
 * A dim that is never above `dim` after both are multiplied by the floor's divisor n:
 * (v - n + 1) ≤ n · floor(v / n) ≤ v. Undefined when no floor is left to replace.
 */
function withoutOneFloor(dim: Dim, scale: number): { dim: Dim; scale: number } | undefined {
  for (const term of termsOf(dim)) {
    const at = term.atoms.findIndex(({ kind }) => kind === "floor");
    const floor = term.atoms[at];
    if (floor?.kind !== "floor") continue;
    const others: Term = { coefficient: term.coefficient, atoms: term.atoms.filter((_, i) => i !== at) };
    if (others.atoms.some((atom) => leastAtom(atom) < 0)) continue;
    const slack: Term[] = term.coefficient > 0 ? [{ coefficient: 1 - floor.by, atoms: [] }] : [];
    const replaced = [...floor.value.terms, ...slack].map((part) => multiplyTerms(others, part));
    const rest = termsOf(dim).filter((other) => other !== term);
    const times: Term = { coefficient: floor.by, atoms: [] };
    return {
      dim: collectTerms([...rest.map((other) => multiplyTerms(times, other)), ...replaced]),
      scale: scale * floor.by,
    };
  }
  return undefined;
}

function leastTerm({ coefficient, atoms }: Term): number {
  if (atoms.length === 0) return coefficient;
  const least = atoms.map(leastAtom);
  if (coefficient < 0 || least.some((value) => value < 0)) return Number.NEGATIVE_INFINITY;
  return least.reduce((product, value) => product * value, coefficient);
}

function leastAtom(atom: Atom): number {
  if (atom.kind === "symbol") return 1;
  if (atom.kind === "floor") return Math.floor(lowerBound(atom.value) / atom.by);
  const [a, b] = atom.values.map(lowerBound);
  return atom.kind === "max" ? Math.max(a, b) : Math.min(a, b);
}
