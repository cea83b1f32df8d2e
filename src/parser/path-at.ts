import { children } from "./children.ts";
import type { File, TreeNode } from "./tree.ts";

/**
 * The nodes around an offset, the file first and the innermost last. Where one node ends and the next begins, the next
 * is taken; behind the last of a row, the row's last.
 */
export function pathAt(file: File, offset: number): TreeNode[] {
  const path: TreeNode[] = [];
  let node: TreeNode | undefined = file;
  while (node !== undefined) {
    path.push(node);
    const inside = children(node);
    node =
      inside.findLast(({ start, end }) => start <= offset && offset < end) ??
      inside.findLast(({ start, end }) => start <= offset && offset === end);
  }
  return path;
}
