/** The lines that an edit has touched → their tokens; all others keep those of the text before it, which only move. */

import type { IToken } from "chevrotain";
import type { Comment } from "./comment.ts";
import { countWhile } from "./count-while.ts";
import type { Edited } from "./edited.ts";
import { type Lexed, lexLines } from "./lex.ts";
import { directional } from "./look-alikes.ts";

/**
 * What `lex` gives for the new text, where nothing is to be said about the signs of either: else undefined. Only comments reach
 * over the end of a line.
 */
export function relex(text: string, { front, back, by }: Edited, before: Lexed): Lexed | undefined {
  const from = front === 0 ? 0 : text.lastIndexOf("\n", front - 1) + 1;
  const lineEnd = text.indexOf("\n", text.length - back);
  const to = lineEnd === -1 ? text.length : lineEnd;
  if (!before.plain || reachesOver(before.comments, from) || reachesOver(before.comments, to - by))
    return undefined;
  const lines = text.slice(from, to);
  if (directional.test(lines) || lines.includes("\uFEFF")) return undefined;
  const between = lexLines(text, from, to);
  if (between === undefined) return undefined;
  const stretch = { from, to: to - by, by };
  return {
    tokens: spliced(before.tokens, between.tokens, stretch, tokenStart, movedToken),
    comments: spliced(before.comments, between.comments, stretch, commentStart, movedComment),
    plain: true,
  };
}

const tokenStart = ({ startOffset }: IToken) => startOffset;
const commentStart = ({ start }: Comment) => start;

/** Written out, since there are thousands of them at every keystroke. */
function movedToken({ image, startOffset, tokenTypeIdx, tokenType }: IToken, by: number): IToken {
  return { image, startOffset: startOffset + by, tokenTypeIdx, tokenType };
}

function movedComment({ kind, start, end, text }: Comment, by: number): Comment {
  return { kind, start: start + by, end: end + by, text };
}

/** Whether a comment begins before an offset and ends behind it. */
function reachesOver(comments: readonly Comment[], offset: number): boolean {
  const last = comments[countWhile(comments, ({ start }) => start < offset) - 1];
  return last !== undefined && last.end > offset;
}

/** The old pieces before a stretch, the new ones of it, and the old ones behind it, moved. */
function spliced<Piece>(
  old: readonly Piece[],
  fresh: readonly Piece[],
  { from, to, by }: { readonly from: number; readonly to: number; readonly by: number },
  start: (piece: Piece) => number,
  moved: (piece: Piece, by: number) => Piece,
): Piece[] {
  const pieces = old.slice(
    0,
    countWhile(old, (piece) => start(piece) < from),
  );
  for (const piece of fresh) pieces.push(piece);
  for (let i = countWhile(old, (piece) => start(piece) < to); i < old.length; i += 1)
    pieces.push(by === 0 ? old[i]! : moved(old[i]!, by));
  return pieces;
}
