/** The import of a block that is written out: without its name where that was its only use, and with what its statements speak of. */
import type { Edit } from "../../diagnostics/diagnostic.ts";
import { pathAt } from "../../parser/path-at.ts";
import type { ImportStatement } from "../../parser/tree.ts";
import { withoutNode } from "../../parser/without-node.ts";
import { declarationAt, nameAt } from "../name-at.ts";
import { occurrencesIn } from "../occurrences.ts";
import type { Snapshot } from "../snapshot.ts";
import { edit } from "./change.ts";
import { isInside, isOneOf } from "./flows.ts";
import type { BlockUse } from "./inline-block.ts";

export function importChange(use: BlockUse, snapshot: Snapshot): readonly Edit[] {
  const { source, compiled } = snapshot;
  const found = use.blockFile === source.file ? undefined : nameAt(snapshot, use.name.start);
  if (found === undefined) return [];
  const parsed = snapshot.parsed();
  const here = occurrencesIn(compiled(), found).filter(({ span }) => span.file === source.file);
  const path = here
    .map(({ span }) => pathAt(parsed.tree, span.start))
    .find((one) => one.at(-2)?.kind === "Import");
  if (path === undefined) return [];
  const { names } = path[path.length - 2] as ImportStatement;
  const old = names.map(({ text }) => text);
  const kept = here.length === 2 ? old.filter((name) => name !== use.name.text) : old;
  const now = [...new Set([...kept, ...neededBy(use, snapshot)])];
  if (now.join() === old.join()) return [];
  if (now.length === 0) return withoutNode(parsed, path) ?? [];
  return [edit(snapshot, names[0].start, names[names.length - 1].end, now.join(", "))];
}

/** What the block's statements speak of that its own file declares. */
function neededBy({ block, blockFile }: BlockUse, snapshot: Snapshot): readonly string[] {
  const compiled = snapshot.compiled();
  return [...(compiled.index.uses.get(blockFile)?.values() ?? [])]
    .filter(({ span }) => isInside(span, block.body))
    .flatMap(({ span }) => declarationAt(compiled, span) ?? [])
    .filter((one) => one.span.file === blockFile && !isInside(one.span, block))
    .filter((one) => isOneOf(one, ["constant", "block"]))
    .map(({ name }) => name);
}
