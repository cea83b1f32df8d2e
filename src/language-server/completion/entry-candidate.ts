import type { Entry } from "../../library/entry.ts";
import type { Category } from "../../library/library.ts";
import { type Candidate, kinds } from "./candidate.ts";
import { called } from "./step-candidates.ts";

/** An entry, with placeholders for the arguments that it needs. */
export function entryCandidate(category: Category, entry: Entry, rank: number): Candidate {
  const needed = Object.entries(entry.parameters).flatMap(([name, kind]) =>
    kind.default === undefined ? [name] : [],
  );
  const also = entry.aliases.length === 0 ? {} : { detail: `also ${entry.aliases.join(", ")}` };
  return {
    label: entry.name,
    kind: kinds.function,
    rank,
    ...also,
    insert: called(entry.name, needed),
    entry: { category, name: entry.name },
  };
}
