/** What can be folded: everything in brackets that spans lines, flows, runs of imports and of comments. */
import type { FoldingRange } from "vscode-languageserver-types";
import type { Comment } from "../parser/comment.ts";
import { eachNode } from "../parser/each-node.ts";
import type { TreeNode } from "../parser/tree.ts";
import type { Snapshot } from "./snapshot.ts";

interface Stretch {
  readonly start: number;
  readonly end: number;
}

export function foldingOf({ source, lines, parsed }: Snapshot): readonly FoldingRange[] {
  const { tree, comments } = parsed();
  const lineOf = (offset: number) => lines.positionAt(offset).line;
  const fold = ({ start, end }: Stretch, kind?: FoldingRange["kind"], keepsLast = false): FoldingRange[] => {
    const [startLine, last] = [lineOf(start), lineOf(end)];
    const endLine = keepsLast ? last - 1 : last;
    return endLine > startLine ? [{ startLine, endLine, ...(kind === undefined ? {} : { kind }) }] : [];
  };
  const imports = tree.statements.filter(({ kind }) => kind === "Import");
  const folds = [
    ...bracketed(tree).flatMap((stretch) => fold(stretch, undefined, isClosed(source.text, stretch))),
    ...runs(imports, source.text, 2).flatMap((run) => fold(run, "imports")),
    ...runs(ownLines(comments, source.text), source.text, 1).flatMap((run) => fold(run, "comment")),
  ];
  return onePerLine(folds);
}

/** The line of the closing bracket stays to be seen. */
function isClosed(text: string, { end }: Stretch): boolean {
  return (
    /[})\]]/.test(text.charAt(end - 1)) &&
    /^\s*$/.test(text.slice(text.lastIndexOf("\n", end - 1) + 1, end - 1))
  );
}

function bracketed(node: TreeNode): readonly Stretch[] {
  const found: TreeNode[] = [];
  eachNode(node, (one) => {
    if (canFold(one)) found.push(one);
  });
  return found;
}

function canFold({ kind }: TreeNode): boolean {
  switch (kind) {
    case "Body":
    case "Settings":
    case "List":
    case "Tuple":
    case "Arguments":
    case "Flow":
    case "Setting":
    case "Block":
      return true;
    default:
      return false;
  }
}

function ownLines(comments: readonly Comment[], text: string): readonly Comment[] {
  return comments.filter(
    ({ start }) => text.slice(text.lastIndexOf("\n", start - 1) + 1, start).trim() === "",
  );
}

/** Neighbours with nothing but `gap` line breaks between them, as one. */
function runs(parts: readonly Stretch[], text: string, gap: number): readonly Stretch[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of parts) {
    const before = joined.at(-1);
    const between = before === undefined ? "" : text.slice(before.end, start);
    if (before !== undefined && between.trim() === "" && between.split("\n").length - 1 <= gap)
      before.end = end;
    else joined.push({ start, end });
  }
  return joined;
}

/** An editor shows one arrow a line: the widest. */
function onePerLine(folds: readonly FoldingRange[]): readonly FoldingRange[] {
  const widest = new Map<number, FoldingRange>();
  for (const fold of folds) {
    const known = widest.get(fold.startLine);
    if (known === undefined || fold.endLine > known.endLine) widest.set(fold.startLine, fold);
  }
  return [...widest.values()].sort((a, b) => a.startLine - b.startLine);
}
