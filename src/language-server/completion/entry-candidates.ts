import type { Entry } from "../../library/entry.ts";
import type { Category, Library } from "../../library/library.ts";
import { type Candidate, kinds } from "./candidate.ts";
import { called } from "./step-candidates.ts";

/** The entries of one room, with placeholders for what they need. */
function entryCandidates(category: Category, library: Library, rank: number): readonly Candidate[] {
  return library[category].entries.map((entry) => entryCandidate(category, entry, rank));
}

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
