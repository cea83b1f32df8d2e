import type { TreeNode } from "../parser/tree.ts";

/** Whether two trees are the same but for where they stand: the second may be further up or down as a whole. */
export function sameShifted(a: TreeNode, b: TreeNode): boolean {
  return isSame(a, b, b.start - a.start);
}

const places: ReadonlySet<string> = new Set(["start", "end", "operatorStart"]);

function isSame(a: unknown, b: unknown, by: number): boolean {
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) return a === b;
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, i) => isSame(item, b[i], by));
  const [left, right] = [Object.entries(a), b as { readonly [key: string]: unknown }];
  if (left.length !== Object.keys(b).length) return false;
  return left.every(([key, value]) =>
    places.has(key) ? Number(value) + by === right[key] : isSame(value, right[key], by),
  );
}
