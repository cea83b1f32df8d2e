/**
 * Where a cursor stands in the tree: the word there is replaced by a name that nobody uses, and the way down to that name is the
 * context. So half-written texts need no rules of their own; the parser's recovery serves them.
 */
import { parse } from "../../parser/parse.ts";
import { pathAt } from "../../parser/path-at.ts";
import type { TreeNode } from "../../parser/tree.ts";
import type { Snapshot } from "../snapshot.ts";

export interface CursorPath {
  /** From the file down to the stand-in; what follows at the top of the file is left out. */
  readonly path: readonly TreeNode[];
  /** The word that the cursor is at; empty where there is none. */
  readonly word: { readonly start: number; readonly end: number };
}

/** No person writes this; it is a name, so it can stand wherever a name can. */
export const standIn = "zzCURSORzz";

export function cursorPath(snapshot: Snapshot, offset: number): CursorPath {
  const { file, text } = snapshot.source;
  const word = wordAround(text, offset);
  const marked = text.slice(0, word.start) + standIn + text.slice(word.end, endOfStatement(snapshot, offset));
  const { tree } = parse({ file, text: marked }, snapshot.parsed());
  return { path: pathAt(tree, word.start), word };
}

/** The letters before and behind the offset; a word cannot begin with a digit. */
function wordAround(text: string, offset: number): { start: number; end: number } {
  let [start, end] = [offset, offset];
  while (start > 0 && /\w/.test(text[start - 1])) start -= 1;
  while (end < text.length && /\w/.test(text[end])) end += 1;
  return { start, end };
}

/** Where the next statement at the top of the file begins: what follows cannot change the context. */
function endOfStatement(snapshot: Snapshot, offset: number): number {
  const after = snapshot.parsed().tree.statements.find(({ start }) => start > offset);
  return after?.start ?? snapshot.source.text.length;
}
