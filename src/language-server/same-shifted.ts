import type { TreeNode } from "../parser/tree.ts";

/** Whether two trees are the same but for where they stand: the second may be further up or down as a whole. */
export function sameShifted(a: TreeNode, b: TreeNode): boolean {
  return isSame(a, b, b.start - a.start);
}

type Fields = { readonly [key: string]: unknown };

/** It runs over the whole text at every keystroke, so it makes nothing. */
function isSame(a: unknown, b: unknown, by: number): boolean {
  if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) return a === b;
  if (Array.isArray(a)) return Array.isArray(b) && isSameList(a, b, by);
  let more = 0;
  for (const key in a) {
    const [left, right] = [(a as Fields)[key], (b as Fields)[key]];
    const isPlace = key === "start" || key === "end" || key === "operatorStart";
    if (isPlace ? Number(left) + by !== right : !isSame(left, right, by)) return false;
    more += 1;
  }
  for (const _ in b) more -= 1;
  return more === 0;
}

function isSameList(a: readonly unknown[], b: readonly unknown[], by: number): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (!isSame(a[i], b[i], by)) return false;
  return true;
}
