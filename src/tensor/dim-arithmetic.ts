/**
 * Arithmetic of dims. Every function is pure and gives canonical results, so that two sizes which are provably equal have the
 * same text. Symbols stand for sizes of at least 1. Throws ShapeProblem ("overflow") where a number passes 2^53.
 */
import type { Atom, Dim, Polynomial, Term } from "./dim.ts";
import { lowerBound } from "./dim-bounds.ts";
import { collectTerms, exactSize, multiplyTerms, termsOf } from "./dim-terms.ts";

/** The dim that a name stands for: at least 1. */
export function symbol(name: string): Dim {
  return ofAtom({ kind: "symbol", key: name, name });
}

/** a + b. */
export function addDims(a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return exactSize(a + b);
  return collectTerms([...termsOf(a), ...termsOf(b)]);
}

/** a − b. */
export function subtractDims(a: Dim, b: Dim): Dim {
  return addDims(a, multiplyDims(b, -1));
}

/** a · b. */
export function multiplyDims(a: Dim, b: Dim): Dim {
  if (typeof a === "number" && typeof b === "number") return exactSize(a * b);
  return collectTerms(termsOf(a).flatMap((x) => termsOf(b).map((y) => multiplyTerms(x, y))));
}

/** floor(a / n) for a whole n of at least 1. */
export function floorDivide(a: Dim, n: number): Dim {
  if (!Number.isSafeInteger(n) || n < 1) throw new Error(`a dim can't be divided by ${n}`);
  if (typeof a === "number") return Math.floor(a / n);
  const whole = a.terms.map(({ coefficient, atoms }) => ({
    coefficient: Math.floor(coefficient / n),
    atoms,
  }));
  const rest = a.terms.map(({ coefficient, atoms }, i) => ({
    coefficient: coefficient - whole[i].coefficient * n,
    atoms,
  }));
  return addDims(collectTerms(whole), floorOfRest(collectTerms(rest), n));
}

/** ceil(a / n) for a whole n of at least 1. */
export function ceilDivide(a: Dim, n: number): Dim {
  return floorDivide(addDims(a, n - 1), n);
}

/** The larger of the two, decided now wherever the difference can be. */
export function maxDim(a: Dim, b: Dim): Dim {
  return extreme("max", a, b);
}

/** The smaller of the two, decided now wherever the difference can be. */
export function minDim(a: Dim, b: Dim): Dim {
  return extreme("min", a, b);
}

/** a / b where b divides a whatever the symbols are, otherwise undefined. */
export function divideExactly(a: Dim, b: Dim): Dim | undefined {
  if (b === 0) return undefined;
  const [leader] = termsOf(b);
  const quotient: Term[] = [];
  let rest = a;
  while (rest !== 0) {
    const term = divideTerm(termsOf(rest)[0], leader);
    if (term === undefined) return undefined;
    quotient.push(term);
    rest = subtractDims(rest, multiplyDims(collectTerms([term]), b));
  }
  return collectTerms(quotient);
}

/** Whether the two are equal whatever the symbols are. */
export function sameDim(a: Dim, b: Dim): boolean {
  if (a === b) return true;
  return typeof a !== "number" && typeof b !== "number" && a.key === b.key;
}

/** Whether the two shapes have the same rank and provably equal dims. */
export function sameShape(a: readonly Dim[], b: readonly Dim[]): boolean {
  return a.length === b.length && a.every((dim, i) => sameDim(dim, b[i]));
}

/** The number of elements of a shape. */
export function sizeOf(shape: readonly Dim[]): Dim {
  return shape.reduce(multiplyDims, 1);
}

/** The dim as people read it: `floor(time / 2) + 1`. */
export function showDim(dim: Dim): string {
  return typeof dim === "number" ? String(dim) : dim.key;
}

/** The shape as people read it: `[batch, 28, 28, 1]`. */
export function showShape(shape: readonly Dim[]): string {
  return `[${shape.map(showDim).join(", ")}]`;
}

/** The dim with some of its symbols replaced. */
export function bindDim(dim: Dim, bindings: ReadonlyMap<string, Dim>): Dim {
  if (typeof dim === "number") return dim;
  const bindTerm = ({ coefficient, atoms }: Term): Dim =>
    atoms.map((atom) => bindAtom(atom, bindings)).reduce<Dim>(multiplyDims, coefficient);
  return dim.terms.map(bindTerm).reduce(addDims, 0);
}

/** The names of the symbols in the dim, sorted. */
export function symbolsOf(dim: Dim): readonly string[] {
  if (typeof dim === "number") return [];
  const names = dim.terms.flatMap(({ atoms }) => atoms.flatMap(symbolsOfAtom));
  return [...new Set(names)].sort();
}

function ofAtom(atom: Atom): Polynomial {
  return { key: atom.key, terms: [{ coefficient: 1, atoms: [atom] }] };
}

/** floor(rest / n) where every coefficient of `rest` is already in [0, n). */
function floorOfRest(rest: Dim, n: number): Dim {
  if (typeof rest === "number") return Math.floor(rest / n);
  const common = commonDivisor(rest, n);
  if (common > 1) return floorDivide(floorEachCoefficient(rest, common), n / common);
  const nested = rest.terms.find(
    ({ coefficient, atoms }) => coefficient === 1 && atoms.length === 1 && atoms[0].kind === "floor",
  );
  if (nested !== undefined) return mergeFloors(rest, nested, n);
  const key = rest.terms.length > 1 ? `floor((${rest.key}) / ${n})` : `floor(${rest.key} / ${n})`;
  return ofAtom({ kind: "floor", key, value: rest, by: n });
}

/** floor((floor(x / m) + r) / n) = floor((x + m·r) / (m·n)). */
function mergeFloors(rest: Polynomial, nested: Term, n: number): Dim {
  const [inner] = nested.atoms;
  if (inner.kind !== "floor") throw new Error("only floors merge");
  const others = collectTerms(rest.terms.filter((term) => term !== nested));
  return floorDivide(addDims(inner.value, multiplyDims(others, inner.by)), exactSize(inner.by * n));
}

/** The greatest divisor of n and of every coefficient but the constant. */
function commonDivisor({ terms }: Polynomial, n: number): number {
  return terms
    .filter(({ atoms }) => atoms.length > 0)
    .reduce((common, { coefficient }) => divisorOf(common, coefficient), n);
}

function divisorOf(a: number, b: number): number {
  return b === 0 ? a : divisorOf(b, a % b);
}

/** floor((g·p + c) / (g·m)) = floor((p + floor(c / g)) / m). */
function floorEachCoefficient({ terms }: Polynomial, by: number): Dim {
  return collectTerms(
    terms.map(({ coefficient, atoms }) => ({ coefficient: Math.floor(coefficient / by), atoms })),
  );
}

function extreme(kind: "max" | "min", a: Dim, b: Dim): Dim {
  const leaves = [...leavesOf(kind, a), ...leavesOf(kind, b)];
  const kept = leaves.reduce<Dim[]>((best, leaf) => keepExtremes(kind, best, leaf), []);
  const sorted = kept.sort((x, y) => (showDim(x) < showDim(y) ? -1 : 1));
  return sorted.reduceRight((last, dim) => extremeAtom(kind, dim, last));
}

function leavesOf(kind: "max" | "min", dim: Dim): readonly Dim[] {
  const [term] = termsOf(dim);
  const alone =
    typeof dim !== "number" && dim.terms.length === 1 && term.coefficient === 1 && term.atoms.length === 1;
  const atom = alone ? term.atoms[0] : undefined;
  return atom?.kind === kind ? atom.values.flatMap((value) => leavesOf(kind, value)) : [dim];
}

function keepExtremes(kind: "max" | "min", best: readonly Dim[], leaf: Dim): Dim[] {
  const beats = (x: Dim, y: Dim) => lowerBound(kind === "max" ? subtractDims(x, y) : subtractDims(y, x)) >= 0;
  if (best.some((dim) => beats(dim, leaf))) return [...best];
  return [...best.filter((dim) => !beats(leaf, dim)), leaf];
}

function extremeAtom(kind: "max" | "min", a: Dim, b: Dim): Dim {
  return ofAtom({ kind, key: `${kind}(${showDim(a)}, ${showDim(b)})`, values: [a, b] });
}

/** The term that times `by` is `term`, if there is one. */
function divideTerm(term: Term, by: Term): Term | undefined {
  const coefficient = term.coefficient / by.coefficient;
  const atoms = [...term.atoms];
  for (const { key } of by.atoms) {
    const at = atoms.findIndex((atom) => atom.key === key);
    if (at < 0) return undefined;
    atoms.splice(at, 1);
  }
  return Number.isInteger(coefficient) ? { coefficient, atoms } : undefined;
}

function bindAtom(atom: Atom, bindings: ReadonlyMap<string, Dim>): Dim {
  if (atom.kind === "symbol") return bindings.get(atom.name) ?? ofAtom(atom);
  if (atom.kind === "floor") return floorDivide(bindDim(atom.value, bindings), atom.by);
  return extreme(atom.kind, bindDim(atom.values[0], bindings), bindDim(atom.values[1], bindings));
}

function symbolsOfAtom(atom: Atom): readonly string[] {
  if (atom.kind === "symbol") return [atom.name];
  return atom.kind === "floor" ? symbolsOf(atom.value) : atom.values.flatMap(symbolsOf);
}
