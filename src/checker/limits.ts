/** The limits that keep every file harmless: what is over is reported once, and the rest of the model left out. */
import { messages } from "../diagnostics/messages.ts";
import type { Span } from "../source.ts";
import type { Flowing } from "./around.ts";
import type { Draft } from "./draft.ts";
import { type BlockDeclaration, type LayerDeclaration, type Scope, say, spanOf } from "./scope.ts";

const limits = { layers: 10_000, rounds: 10_000, blocks: 10_000 };
const deepestBlocks = 64;

const words = { layers: "layers", rounds: "rounds of `repeat`", blocks: "uses of blocks" };

/** Takes from a limit; false, after a report, when it is used up. */
export function spend(draft: Draft, scope: Scope, what: keyof typeof limits, span: Span, count = 1): boolean {
  const before = draft.spent[what];
  draft.spent[what] += count;
  if (draft.spent[what] <= limits[what]) return true;
  if (before <= limits[what]) {
    const total = draft.spent[what].toLocaleString("en");
    const made =
      count > 1 ? `${total} ${words[what]}` : `more than ${limits[what].toLocaleString("en")} ${words[what]}`;
    say(scope, messages.tooMuch, span, { what: made, limit: limits[what] });
  }
  draft.exhausted = true;
  draft.broken = true;
  return false;
}

/** A block or shared layer that is being written out cannot be used again inside itself, and they stand in each other only so deep. */
export function mayOpen(
  { statement, scope: home }: BlockDeclaration | LayerDeclaration,
  span: Span,
  { scope, around }: Flowing,
): boolean {
  const at = around.open.indexOf(statement);
  if (at !== -1) {
    const way = [...around.open.slice(at), statement].map(({ name }) =>
      name.kind === "Name" ? name.text : "?",
    );
    const related = [{ span: spanOf(home, statement.name), message: "it is declared here" }];
    const what = statement.kind === "Block" ? "The block" : "The layer";
    say({ ...scope, uses: [] }, messages.circle, span, { what, way }, { related });
  } else if (around.open.length >= deepestBlocks) {
    say(scope, messages.tooMuch, span, {
      what: `blocks in blocks, more than ${deepestBlocks} deep`,
      limit: deepestBlocks,
    });
  }
  return at === -1 && around.open.length < deepestBlocks;
}
