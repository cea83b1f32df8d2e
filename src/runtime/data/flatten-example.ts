/** Flattens a nested list of JSON into cells, row by row, and tells its shape. */
import type { Cell } from "./collect-values.ts";

export type Json = Cell | readonly Json[] | { readonly [key: string]: Json };

/** Deeper than any input: keeps a hostile file from exhausting the stack. */
const DEEPEST = 8;

/** Cells in row-major order with the shape of the nesting; undefined for ragged lists, objects, and lists too deep. */
export function flattenExample(
  value: Json,
  depth = 0,
): { readonly cells: readonly Cell[]; readonly shape: readonly number[] } | undefined {
  if (!isList(value)) return isObject(value) ? undefined : { cells: [value], shape: [] };
  if (depth === DEEPEST) return undefined;
  const parts = value.map((part) => flattenExample(part, depth + 1));
  const inner = parts[0]?.shape ?? [];
  const regular = parts.every((part) => part !== undefined && sameNumbers(part.shape, inner));
  return regular
    ? { cells: parts.flatMap((part) => part?.cells ?? []), shape: [value.length, ...inner] }
    : undefined;
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !isList(value);
}

export function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}
