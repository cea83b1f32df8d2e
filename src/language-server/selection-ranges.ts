/** What "expand selection" selects from a place outwards: word, argument, step, flow, statement, body, file. */
import type { SelectionRange } from "vscode-languageserver-types";
import { pathAt } from "../parser/path-at.ts";
import type { Snapshot } from "./snapshot.ts";

export function selectionRangeAt({ lines, parsed }: Snapshot, offset: number): SelectionRange {
  const stretches: { start: number; end: number }[] = [];
  for (const { start, end } of pathAt(parsed().tree, offset)) {
    const around = stretches.at(-1);
    const isInside = around === undefined || (around.start <= start && end <= around.end);
    if (isInside && (around?.start !== start || around.end !== end)) stretches.push({ start, end });
  }
  const [first = { start: offset, end: offset }, ...rest] = stretches;
  return rest.reduce<SelectionRange>((parent, stretch) => ({ range: lines.rangeOf(stretch), parent }), {
    range: lines.rangeOf(first),
  });
}
