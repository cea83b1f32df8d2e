/** Where an argument of some name stands inside of a stretch; undefined where it does not, or more than once. */
import { children } from "../parser/children.ts";
import { pathAt } from "../parser/path-at.ts";
import type { Argument, TreeNode } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import type { Run } from "./run.ts";

export function argumentIn(run: Run, span: Span, name: string): Span | undefined {
  const tree = run.index.files.get(span.file)?.parsed.tree;
  const node = tree === undefined ? undefined : pathAt(tree, span.start).find((one) => covers(span, one));
  const [found, ...more] = node === undefined ? [] : namedIn(node, name);
  return found === undefined || more.length > 0
    ? undefined
    : { file: span.file, start: found.start, end: found.end };
}

function covers({ start, end }: Span, node: TreeNode): boolean {
  return start <= node.start && node.end <= end;
}

function namedIn(node: TreeNode, name: string): readonly Argument[] {
  const own = node.kind === "Argument" && node.name?.text === name ? [node] : [];
  return [...own, ...children(node).flatMap((child) => namedIn(child, name))];
}
