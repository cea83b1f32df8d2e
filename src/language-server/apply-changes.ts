import type { Range } from "vscode-languageserver-types";
import { lineTable } from "./line-table.ts";

/** A replaced stretch, or without a range the whole text. */
export interface TextChange {
  readonly range?: Range;
  readonly text: string;
}

/** The text after a client's changes, each of which counts its positions in the text that the one before it left. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  return changes.reduce(applyChange, text);
}

function applyChange(text: string, change: TextChange): string {
  if (change.range === undefined) return change.text;
  const { offsetAt } = lineTable(text);
  const [a, b] = [offsetAt(change.range.start), offsetAt(change.range.end)];
  return text.slice(0, Math.min(a, b)) + change.text + text.slice(Math.max(a, b));
}
