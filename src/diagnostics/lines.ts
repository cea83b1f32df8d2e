/** The lines of a text, for those who show many places of it. */
import type { Position } from "../source.ts";

export interface Lines {
  /** The text of a line, counted from 1, without its end. */
  readonly line: (number: number) => string;
  /** The offset at which a line begins. */
  readonly start: (number: number) => number;
  readonly position: (offset: number) => Position;
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let i = text.indexOf("\n"); i !== -1; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  const line = (number: number) => {
    const end = starts[number] === undefined ? text.length : starts[number] - 1;
    return text.slice(starts[number - 1], end).replace(/\r$/, "");
  };
  const position = (offset: number) => {
    const clipped = Math.max(0, Math.min(offset, text.length));
    const number = lineOf(starts, clipped);
    return { line: number, column: clipped - starts[number - 1]! + 1 };
  };
  return { line, start: (number) => starts[number - 1]!, position };
}

function lineOf(starts: readonly number[], offset: number): number {
  let [low, high] = [1, starts.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (starts[middle - 1]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
