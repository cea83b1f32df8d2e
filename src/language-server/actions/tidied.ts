/** Edits whose result is laid out, where the text was laid out before: who formats his programs keeps them so. */
import { applyEdits } from "../../diagnostics/apply-fixes.ts";
import type { Edit } from "../../diagnostics/diagnostic.ts";
import { format } from "../../parser/format.ts";
import type { Snapshot } from "../snapshot.ts";
import { edit } from "./change.ts";

export function tidied(snapshot: Snapshot, edits: readonly Edit[]): readonly Edit[] {
  const { source } = snapshot;
  if (format(source) !== source.text) return edits;
  const text = applyEdits(source.text, edits);
  const laid = format({ ...source, text });
  return laid === undefined || laid === text ? edits : [difference(snapshot, laid)];
}

/** The one edit that makes the text another. */
export function difference(snapshot: Snapshot, after: string): Edit {
  const before = snapshot.source.text;
  const least = Math.min(before.length, after.length);
  let start = 0;
  while (start < least && before[start] === after[start]) start += 1;
  let same = 0;
  while (same < least - start && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return edit(snapshot, start, before.length - same, after.slice(start, after.length - same));
}
