/** A tree without its offsets, and with sizes written `(3, 3)` as the lists that they mean: what formatting must keep. */
import type { TreeNode } from "../../src/parser/tree.ts";

export function plainTree(node: TreeNode): unknown {
  return plain(node);
}

function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !["start", "end", "operatorStart"].includes(key));
  const node = Object.fromEntries(entries.map(([key, inner]) => [key, plain(inner)]));
  return node.kind === "Argument" && isSize(node.value)
    ? { ...node, value: { ...node.value, kind: "List" } }
    : node;
}

function isSize(value: unknown): value is object {
  const tuple = value as { kind?: string; items?: readonly { kind: string }[] };
  return (
    tuple.kind === "Tuple" && tuple.items!.length > 0 && tuple.items!.every(({ kind }) => kind === "Number")
  );
}
