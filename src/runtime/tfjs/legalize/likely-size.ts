import { bindDim, type Dim, sizeOf, symbolsOf } from "../../../tensor/index.ts";

/** About how many elements a shape has, where unknown sizes are taken for a usual batch: for choices of speed alone. */
export function likelySize(shape: readonly Dim[]): number {
  const size = sizeOf(shape);
  return Number(bindDim(size, new Map(symbolsOf(size).map((name) => [name, 32]))));
}
