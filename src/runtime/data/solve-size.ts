/** Finds the number that a symbolic size must have so that a total comes out, where there is exactly one. */
import { addDims, bindDim, type Dim, symbolsOf } from "../../tensor/index.ts";

/** Bindings under which `size` is `total`; undefined when there are none, or when several symbols leave it open. */
export function solveSize(size: Dim, total: number): ReadonlyMap<string, number> | undefined {
  const [symbol, ...others] = symbolsOf(size);
  if (symbol === undefined) return size === total ? new Map() : undefined;
  if (others.length > 0) return undefined;
  // Sizes grow with their symbol, so a search by halves finds the only candidate.
  let [low, high] = [1, total];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (valueAt(size, symbol, middle) < total) low = middle + 1;
    else high = middle;
  }
  return valueAt(size, symbol, low) === total ? new Map([[symbol, low]]) : undefined;
}

/** The sum of some sizes. */
export function sizeOfAll(sizes: readonly Dim[]): Dim {
  return sizes.reduce(addDims, 0);
}

function valueAt(size: Dim, symbol: string, value: number): number {
  return Number(bindDim(size, new Map([[symbol, value]])));
}
