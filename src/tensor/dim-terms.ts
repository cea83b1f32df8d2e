/** The canonical form of dims: like terms collected, sorted by degree and then by name, with the text that is their identity. */
import type { Atom, Dim, Term } from "./dim.ts";
import { ShapeProblem } from "./shape-problem.ts";

/** More terms than any real network's size has; beyond it a dim would only cost time. */
const MOST_TERMS = 256;

/** The terms of any dim: none for zero, one without atoms for another number. */
export function termsOf(dim: Dim): readonly Term[] {
  if (typeof dim !== "number") return dim.terms;
  return dim === 0 ? [] : [{ coefficient: dim, atoms: [] }];
}

/** The dim that a sum of terms is. Atoms inside each term must be sorted by key. Throws ShapeProblem beyond 2^53. */
export function collectTerms(terms: readonly Term[]): Dim {
  const collected = sumLikeTerms(terms).sort(compareTerms);
  if (collected.length === 0) return 0;
  if (collected[0].atoms.length === 0) return collected[0].coefficient;
  if (collected.length > MOST_TERMS) throw tooLong(collected.length);
  return { key: showTerms(collected), terms: collected };
}

/** The product of two terms. Throws ShapeProblem beyond 2^53. */
export function multiplyTerms(a: Term, b: Term): Term {
  const atoms =
    a.atoms.length === 0
      ? b.atoms
      : b.atoms.length === 0
        ? a.atoms
        : [...a.atoms, ...b.atoms].sort(compareAtoms);
  return { coefficient: exactSize(a.coefficient * b.coefficient), atoms };
}

/** The number itself (0 for -0) where float64 holds it exactly; otherwise throws ShapeProblem. */
export function exactSize(value: number): number {
  if (Number.isSafeInteger(value)) return value + 0;
  throw new ShapeProblem({
    kind: "overflow",
    found: "A size here is larger than 2^53, more than any machine can hold.",
    help: "Check the sizes of this layer and of its input.",
  });
}

/** Higher degree first, then by the names of the atoms: an admissible order, so polynomials divide by it. */
function compareTerms(a: Term, b: Term): number {
  if (a.atoms.length !== b.atoms.length) return b.atoms.length - a.atoms.length;
  const at = a.atoms.findIndex((atom, i) => atom.key !== b.atoms[i].key);
  return at < 0 ? 0 : compareAtoms(a.atoms[at], b.atoms[at]);
}

function compareAtoms(a: Atom, b: Atom): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}

function sumLikeTerms(terms: readonly Term[]): Term[] {
  const sums = new Map<string, Term>();
  for (const term of terms) {
    const key = showAtoms(term.atoms);
    const before = sums.get(key)?.coefficient ?? 0;
    sums.set(key, { coefficient: exactSize(before + term.coefficient), atoms: term.atoms });
  }
  return [...sums.values()].filter(({ coefficient }) => coefficient !== 0);
}

function showAtoms(atoms: readonly Atom[]): string {
  return atoms.map(({ key }) => key).join(" * ");
}

function showTerms(terms: readonly Term[]): string {
  return terms.map((term, i) => showSign(term.coefficient, i === 0) + showTerm(term)).join("");
}

function showSign(coefficient: number, first: boolean): string {
  if (first) return coefficient < 0 ? "-" : "";
  return coefficient < 0 ? " - " : " + ";
}

function showTerm({ coefficient, atoms }: Term): string {
  const size = Math.abs(coefficient);
  if (atoms.length === 0) return String(size);
  return size === 1 ? showAtoms(atoms) : `${size} * ${showAtoms(atoms)}`;
}

function tooLong(count: number): ShapeProblem {
  return new ShapeProblem({
    kind: "symbolic",
    found: `A size here has become a sum of ${count} terms, too long to compare with others.`,
    expected: `At most ${MOST_TERMS} terms.`,
    help: "Give one of the named sizes of the input a number.",
  });
}
