/** Sizes as arithmetic over the names of symbols: `2 * time + 1`, `Math.floor(time / 2)`. */
import type { Atom, Dim, Term } from "../../tensor/index.ts";
import { type Code, code, joinCode } from "./code.ts";
import { literal } from "./literal.ts";

/** The size as an expression; `nameOf` says what a symbol is called here. */
export function printDim(dim: Dim, nameOf: (symbol: string) => Code): Code {
  if (typeof dim === "number") return literal(dim);
  const terms = inReadingOrder(dim.terms).map((term, i) => printTerm(term, i === 0, nameOf));
  return joinCode(terms, code``);
}

/** What is added comes before what is taken away, as people write it. */
function inReadingOrder(terms: readonly Term[]): readonly Term[] {
  return [...terms].sort((a, b) => Number(a.coefficient < 0) - Number(b.coefficient < 0));
}

function printTerm({ coefficient, atoms }: Term, first: boolean, nameOf: (symbol: string) => Code): Code {
  const sign = coefficient < 0 ? (first ? code`-` : code` - `) : first ? code`` : code` + `;
  const size = Math.abs(coefficient);
  const factors = [
    ...(size === 1 && atoms.length > 0 ? [] : [literal(size)]),
    ...atoms.map((atom) => printAtom(atom, nameOf)),
  ];
  return code`${sign}${joinCode(factors, code` * `)}`;
}

function printAtom(atom: Atom, nameOf: (symbol: string) => Code): Code {
  if (atom.kind === "symbol") return nameOf(atom.name);
  if (atom.kind === "floor") {
    const whole = printDim(atom.value, nameOf);
    const divided = atom.value.terms.length > 1 ? code`(${whole})` : whole;
    return code`Math.floor(${divided} / ${literal(atom.by)})`;
  }
  const [a, b] = atom.values.map((value) => printDim(value, nameOf));
  return atom.kind === "max" ? code`Math.max(${a}, ${b})` : code`Math.min(${a}, ${b})`;
}
