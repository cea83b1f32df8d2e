/** Finds the place of a cell in the text of a table, for messages; only asked for cells with a fault. */
import type { Source, Span } from "../../source.ts";

/** The span of cell `index` in the row that starts at offset `rowStart`; an absent cell gives the row's end. */
export function cellSpan({ file, text }: Source, rowStart: number, index: number): Span {
  let start = rowStart;
  for (let cell = 0; ; cell++) {
    const end = cellEnd(text, start);
    if (cell === index) return { file, start, end: Math.max(end, start) };
    if (text[end] !== ",") return { file, start: end, end };
    start = end + 1;
  }
}

/** The span of the whole row that starts here. */
export function rowSpan({ file, text }: Source, rowStart: number): Span {
  let end = cellEnd(text, rowStart);
  while (text[end] === ",") end = cellEnd(text, end + 1);
  return { file, start: rowStart, end };
}

function cellEnd(text: string, start: number): number {
  let at = start;
  if (text[at] === '"') {
    at += 1;
    while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) at += text[at] === '"' ? 2 : 1;
  }
  while (at < text.length && text[at] !== "," && text[at] !== "\n") at += 1;
  return Math.min(at, text.length);
}
