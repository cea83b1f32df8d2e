import type { TreeNode } from "./tree.ts";

/** The nodes directly inside a node, in source order. */
export function children(node: TreeNode): TreeNode[] {
  const found: TreeNode[] = [];
  const add = (value: unknown) => {
    if (isNode(value)) found.push(value);
  };
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) value.forEach(add);
    else add(value);
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === "object" && value !== null && "kind" in value;
}
