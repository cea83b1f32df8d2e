import type { TreeNode } from "./tree.ts";

/** The nodes directly inside a node, in source order. */
export function children(node: TreeNode): TreeNode[] {
  return Object.values(node)
    .flat()
    .filter(isNode)
    .sort((a, b) => a.start - b.start || a.end - b.end);
}

function isNode(value: unknown): value is TreeNode {
  return typeof value === "object" && value !== null && "kind" in value;
}
