/** The numbers of symbolic dims, read off the shapes of the values that a program is given. */
import type { Dim } from "./dim.ts";
import { bindDim, showDim, showShape, symbolsOf } from "./dim-arithmetic.ts";
import { ShapeProblem } from "./shape-problem.ts";

/** A value that a program is given: its name, the shape declared for it, and the shape it has. */
export interface GivenShape {
  readonly name: string;
  readonly declared: readonly Dim[];
  readonly given: readonly number[];
}

/**
 * What each symbol must be so that every declared shape is the given one. Dims that are a multiple of one symbol, plus a
 * number, are solved for it. Throws ShapeProblem ("rank", "mismatch") where nothing fits.
 */
export function inferBindings(values: readonly GivenShape[]): ReadonlyMap<string, number> {
  const bindings = new Map<string, number>();
  for (const value of values) requireRank(value);
  const sizes = values.flatMap((value) => value.declared.map((_, axis) => ({ value, axis })));
  for (let solved = -1; solved < bindings.size; ) {
    solved = bindings.size;
    for (const { value, axis } of sizes) solveFor(value.declared[axis], value.given[axis], bindings);
  }
  for (const { value, axis } of sizes) requireSize(value, axis, bindings);
  return bindings;
}

/** Solves coefficient · symbol + constant = size where that is all that is left of the dim. */
function solveFor(dim: Dim, size: number, bindings: Map<string, number>): void {
  const rest = bindDim(dim, bindings);
  if (typeof rest === "number") return;
  const [{ coefficient, atoms }, second] = rest.terms;
  const [atom] = atoms;
  const constant = second === undefined ? 0 : second.coefficient;
  const linear =
    atoms.length === 1 && (second === undefined || (second.atoms.length === 0 && rest.terms.length === 2));
  const number = (size - constant) / coefficient;
  if (linear && atom.kind === "symbol" && Number.isInteger(number) && number > 0)
    bindings.set(atom.name, number);
}

function requireRank({ name, declared, given }: GivenShape): void {
  if (declared.length === given.length) return;
  throw new ShapeProblem({
    kind: "rank",
    found: `${name} is given as ${showShape(given)}.`,
    expected: `It must be ${showShape(declared)}.`,
  });
}

function requireSize(
  { name, declared, given }: GivenShape,
  axis: number,
  bindings: ReadonlyMap<string, number>,
): void {
  const bound = bindDim(declared[axis], bindings);
  if (bound === given[axis]) return;
  const [open] = symbolsOf(bound);
  const known = [...bindings].map(([symbol, size]) => `${symbol} = ${size}`).join(", ");
  const because = symbolsOf(declared[axis]).length === 0 || known === "" ? "" : ` with ${known}`;
  throw new ShapeProblem({
    kind: "mismatch",
    found: `${name} is given as ${showShape(given)}; its size ${given[axis]} does not fit ${showDim(declared[axis])}${because}.`,
    expected: open === undefined ? `It must be ${showDim(bound)}.` : `No number for ${open} makes it fit.`,
    axis,
  });
}
