/** The client's own copy of a text: changes made as the protocol says, by other means than the server's. */
import type { Position, Range } from "vscode-languageserver-types";

export interface Change {
  readonly range?: Range;
  readonly text: string;
}

export function mirrored(text: string, { range, text: put }: Change): string {
  if (range === undefined) return put;
  const [a, b] = [offsetIn(text, range.start), offsetIn(text, range.end)];
  return text.slice(0, Math.min(a, b)) + put + text.slice(Math.max(a, b));
}

function offsetIn(text: string, { line, character }: Position): number {
  const lines = text.split(/(?<=\r\n|\n|\r(?!\n))/);
  if (line < 0) return 0;
  if (line >= lines.length) return text.length;
  const before = lines.slice(0, line).reduce((sum, one) => sum + one.length, 0);
  const length = lines[line].replace(/[\r\n]+$/, "").length;
  return before + Math.max(0, Math.min(character, length));
}

export function positionIn(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length - 1, character: lines[lines.length - 1].length };
}
