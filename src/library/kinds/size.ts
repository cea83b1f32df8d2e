/** A size along each of `rank` axes: one positive number for all of them, or a list with one for each. */
import type { Kind } from "../kind.ts";
import type { Value } from "../value.ts";
import { definePlainKind } from "./define-plain-kind.ts";
import { int } from "./int.ts";

/** One number for each axis. */
export type Size<N extends 1 | 2 | 3> = N extends 1
  ? readonly [number]
  : N extends 2
    ? readonly [number, number]
    : readonly [number, number, number];

export function size<const N extends 1 | 2 | 3>(
  rank: N,
  fallback?: number,
  { least = 1 }: { least?: number } = {},
): Kind<Size<N>> {
  const one = int(undefined, { least });
  const read = (value: Value): Size<N> | undefined => {
    const sizes =
      value.kind === "list" ? value.items.map(numberIn) : Array<number>(rank).fill(numberIn(value));
    const fits = sizes.length === rank && sizes.every((n) => Number.isSafeInteger(n) && n >= least);
    return fits ? (sizes as unknown as Size<N>) : undefined;
  };
  return definePlainKind<Size<N>>({
    name: rank === 1 ? one.name : `${one.name} or a list of ${rank} of them`,
    default: fallback === undefined ? undefined : (Array(rank).fill(fallback) as unknown as Size<N>),
    read,
  });
}

function numberIn(value: Value): number {
  return value.kind === "number" ? value.number : Number.NaN;
}
