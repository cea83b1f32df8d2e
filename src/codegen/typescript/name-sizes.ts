/** Sizes that only a run tells, by name: read off the shapes of what a function is given. */
import type { Plan } from "../../runtime/tfjs/plan.ts";
import { type Dim, lowerBound, showDim } from "../../tensor/index.ts";
import { type Code, code } from "./code.ts";
import { flat } from "./expression.ts";
import { propertyKey } from "./identifier.ts";
import { literal } from "./literal.ts";
import { printDim } from "./print-dim.ts";

/** Each symbol with its name in the function, and where it is found. */
export type Sizes = ReadonlyMap<string, { readonly name: Code; readonly found: Code }>;

/** Each symbol by the first dim of a given value that tells it. */
export function nameSizes(
  { program }: Plan,
  given: ReadonlyMap<number, Code>,
  take: (wish: string) => Code,
): Sizes {
  const sizes = new Map<string, { name: Code; found: Code }>();
  for (const [value, said] of given)
    for (const [axis, dim] of program.values[value].shape.entries()) {
      const solved = solve(dim, sizeAt(said, axis));
      if (solved !== undefined && !sizes.has(solved.symbol))
        sizes.set(solved.symbol, { name: take(solved.symbol), found: solved.found });
    }
  return sizes;
}

/** `x.shape[1] as number`: TensorFlow.js's types do not know that a tensor has a second axis. */
export function sizeAt(said: Code, axis: number): Code {
  return axis === 0 ? code`${said}.shape[0]` : code`${said}.shape[${literal(axis)}] as number`;
}

/** What a symbol is called. Throws where nothing told it. */
export function sizeName(sizes: Sizes, symbol: string): Code {
  const size = sizes.get(symbol);
  if (size === undefined) throw new Error(`no input tells the size ${symbol}`);
  return size.name;
}

/** Whether an input can be too small for the program. */
export function hasSmallSizes({ program }: Plan): boolean {
  return program.values.some(({ shape }) => shape.some((dim) => lowerBound(dim) < 1));
}

/** A check of the sizes that could come out below 1 where an input is too small. */
export function smallSizes({ program }: Plan, sizes: Sizes): readonly Code[] {
  const dims = program.values.flatMap(({ shape }) => shape).filter((dim) => lowerBound(dim) < 1);
  const different = new Map(dims.map((dim) => [showDim(dim), dim]));
  if (different.size === 0) return [];
  const fields = [...different].map(
    ([text, dim]) => [propertyKey(text), printDim(dim, (symbol) => sizeName(sizes, symbol))] as const,
  );
  return [code`expectPositive(${flat({ fields })});`];
}

/** The one symbol of a dim such as `time` or `16 * h + 1`, computed from the size that the dim has. */
function solve(dim: Dim, size: Code): { symbol: string; found: Code } | undefined {
  if (typeof dim === "number") return undefined;
  const [{ coefficient, atoms }, constant, ...more] = dim.terms;
  const [atom] = atoms;
  if (atoms.length !== 1 || atom.kind !== "symbol" || more.length > 0) return undefined;
  if (constant !== undefined && constant.atoms.length > 0) return undefined;
  const shift = constant === undefined ? 0 : constant.coefficient;
  if (coefficient === 1 && shift === 0) return { symbol: atom.name, found: size };
  const rest = shift === 0 ? code`(${size})` : code`((${size}) - ${literal(shift)})`;
  return { symbol: atom.name, found: code`Math.floor(${rest} / ${literal(coefficient)})` };
}
