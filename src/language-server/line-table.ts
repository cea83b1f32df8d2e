/** The lines of a text as the protocol counts them: from 0, columns in UTF-16 units, which is what offsets are made of too. */

import type { Position, Range } from "vscode-languageserver-types";
import { countWhile } from "../parser/count-while.ts";

export interface LineTable {
  readonly count: number;
  /** The offset at which a line begins; the text's length behind the last. */
  readonly start: (line: number) => number;
  /** The position of an offset; offsets outside of the text give its beginning or end. */
  readonly positionAt: (offset: number) => Position;
  /** The offset of a position. A column behind the end of its line gives that end, a line behind the last the text's end. */
  readonly offsetAt: (position: Position) => number;
  readonly rangeOf: (span: { readonly start: number; readonly end: number }) => Range;
}

export function lineTable(text: string): LineTable {
  const starts = lineStarts(text);
  const start = (line: number) => starts[line] ?? text.length;
  const positionAt = (offset: number): Position => {
    const clipped = Math.max(0, Math.min(offset, text.length));
    const line = lineOf(starts, clipped);
    return { line, character: clipped - starts[line] };
  };
  return {
    count: starts.length,
    start,
    positionAt,
    offsetAt: ({ line, character }) => {
      if (!(line >= 0)) return 0;
      if (line >= starts.length) return text.length;
      const from = start(Math.floor(line));
      return Math.max(
        from,
        Math.min(from + Math.floor(character) || 0, lineEnd(text, start(Math.floor(line) + 1), from)),
      );
    },
    rangeOf: (span) => ({ start: positionAt(span.start), end: positionAt(span.end) }),
  };
}

/** Lines end with a line feed, a carriage return, or the two together. */
function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (text.includes("\r"))
    for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
  else for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Where a line's text ends, in front of its line break. */
function lineEnd(text: string, next: number, from: number): number {
  let end = next;
  while (end > from && (text[end - 1] === "\n" || text[end - 1] === "\r")) end -= 1;
  return end;
}

function lineOf(starts: readonly number[], offset: number): number {
  return Math.max(0, countWhile(starts, (start) => start <= offset) - 1);
}
