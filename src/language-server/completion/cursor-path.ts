/**
 * Where a cursor stands in the tree: the word there is replaced by a name that nobody uses, and the way down to that name is the
 * context. So half-written texts need no rules of their own; the parser's recovery serves them.
 */
import { parse } from "../../parser/parse.ts";
import { pathAt } from "../../parser/path-at.ts";
import type { TreeNode } from "../../parser/tree.ts";
import type { Snapshot } from "../snapshot.ts";

export interface CursorPath {
  /** From the file down to the stand-in; the tree is that of an excerpt. */
  readonly path: readonly TreeNode[];
  /** The word that the cursor is at, in offsets of the whole text; empty where there is none. */
  readonly word: { readonly start: number; readonly end: number };
  /** Where the excerpt begins: what has to be added to offsets of the tree before the cursor. */
  readonly origin: number;
}

/** No person writes this; it is a name, so it can stand wherever a name can. */
export const standIn = "zzCURSORzz";

export function cursorPath(snapshot: Snapshot, offset: number): CursorPath {
  const { file, text } = snapshot.source;
  const word = wordAround(text, offset);
  const { start, end } = excerptAround(snapshot, offset);
  const marked = text.slice(start, word.start) + standIn + text.slice(word.end, end);
  const { tree } = parse({ file, text: marked });
  return { path: pathAt(tree, word.start - start), word, origin: start };
}

/** The letters before and behind the offset; a word cannot begin with a digit. */
function wordAround(text: string, offset: number): { start: number; end: number } {
  let [start, end] = [offset, offset];
  while (start > 0 && /\w/.test(text[start - 1])) start -= 1;
  while (end < text.length && /\w/.test(text[end])) end += 1;
  return { start, end };
}

/** The statement at the top of the file around the offset, or the one before it: what follows cannot change the context. */
function excerptAround(snapshot: Snapshot, offset: number): { start: number; end: number } {
  const { statements } = snapshot.parsed().tree;
  const before = statements.findLast(({ start }) => start < offset);
  const after = statements.find(({ start }) => start > offset);
  return { start: before?.start ?? 0, end: after?.start ?? snapshot.source.text.length };
}
