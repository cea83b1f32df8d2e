/** The places of one text that speak of what the cursor stands on. */
import type { DocumentHighlight } from "vscode-languageserver-types";
import { nameAt } from "./name-at.ts";
import { occurrencesOf } from "./occurrences.ts";
import type { Snapshot } from "./snapshot.ts";

const [reads, writes] = [2, 3] as const;

export function highlightsOf(snapshot: Snapshot, offset: number): readonly DocumentHighlight[] {
  const name = nameAt(snapshot, offset);
  if (name === undefined) return [];
  return occurrencesOf(name, snapshot, [])
    .filter(({ span }) => span.file === snapshot.source.file)
    .map(({ span, declares }) => ({ range: snapshot.lines.rangeOf(span), kind: declares ? writes : reads }));
}
