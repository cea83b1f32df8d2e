import { children } from "./children.ts";
import type { TreeNode } from "./tree.ts";

/** Visits a node and all nodes within it, each before those inside it, in source order. */
export function eachNode(node: TreeNode, visit: (node: TreeNode) => void): void {
  visit(node);
  for (const child of children(node)) eachNode(child, visit);
}
