/** Metrics whose name leaves open which they are (`accuracy`), with the one that was found to be meant. */
import { RESOLVED_NAMES } from "../library/resolve-accuracy.ts";
import type { Hint } from "./inlay-hints.ts";
import type { Snapshot } from "./snapshot.ts";

export function resolvedHints(snapshot: Snapshot): readonly Hint[] {
  const { models } = snapshot.compiled();
  const { file, text } = snapshot.source;
  const metrics = models.flatMap((model) => model.compile?.metrics ?? []);
  return metrics
    .filter(({ span }) => span.file === file)
    .flatMap(({ span, call }) => {
      const [written = "", word = ""] = /^"?(\w+)"?/.exec(text.slice(span.start, span.end)) ?? [];
      const open = RESOLVED_NAMES.includes(word.toLowerCase());
      return open ? [{ at: span.start + written.length, label: `→ ${call.name}` }] : [];
    });
}
