/** Where an argument of some name stands inside of a stretch; undefined where it does not, or more than once. */
import { eachNode } from "../parser/each-node.ts";
import { pathAt } from "../parser/path-at.ts";
import type { Argument, TreeNode } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import type { Run } from "./run.ts";

export function argumentIn(run: Run, span: Span, name: string): Span | undefined {
  const tree = run.index.files.get(span.file)?.parsed.tree;
  const node = tree === undefined ? undefined : pathAt(tree, span.start).find((one) => covers(span, one));
  const [found, ...more] = namedIn(node, name);
  return found === undefined || more.length > 0
    ? undefined
    : { file: span.file, start: found.start, end: found.end };
}

function covers({ start, end }: Span, node: TreeNode): boolean {
  return start <= node.start && node.end <= end;
}

function namedIn(node: TreeNode | undefined, name: string): readonly Argument[] {
  const found: Argument[] = [];
  if (node === undefined) return found;
  eachNode(node, (one) => {
    if (one.kind === "Argument" && one.name?.text === name) found.push(one);
  });
  return found;
}
