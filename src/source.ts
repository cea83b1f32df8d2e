/** Where text comes from, and places in it. Everything that speaks of a `.nn` text does it in these two words. */

/** A text with the name under which people know it (a path relative to the project folder). */
export interface Source {
  readonly file: string;
  readonly text: string;
}

/** A half-open range of UTF-16 offsets in a file's text. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** A position as people and JSON output count it: both from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The position of an offset; offsets beyond the end give the end. */
export function positionAt(text: string, offset: number): Position {
  const end = Math.min(offset, text.length);
  let line = 1;
  let lineStart = 0;
  for (let i = text.indexOf("\n"); i !== -1 && i < end; i = text.indexOf("\n", i + 1)) {
    line += 1;
    lineStart = i + 1;
  }
  return { line, column: end - lineStart + 1 };
}
