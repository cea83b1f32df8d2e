/** All safe fixes of a text at once, again and again until no more can be made. */
import { applyFixes } from "../../diagnostics/apply-fixes.ts";
import { retried } from "../retried.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Change } from "./change.ts";
import { difference } from "./tidied.ts";

const mostRounds = 10;

export function fixAll(snapshot: Snapshot): Change | undefined {
  const { file, text: before } = snapshot.source;
  let text = before;
  let { diagnostics } = snapshot.compiled();
  for (let round = 0; round < mostRounds; round++) {
    const fixed = applyFixes(file, text, diagnostics);
    if (fixed.applied === 0) break;
    text = fixed.text;
    ({ diagnostics } = retried(snapshot, [difference(snapshot, text)]));
  }
  if (text === before) return undefined;
  return {
    title: "Fix all that can be fixed safely",
    kind: "source.fixAll.nnc",
    edits: [difference(snapshot, text)],
  };
}
