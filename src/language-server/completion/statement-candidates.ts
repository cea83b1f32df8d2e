import { formDocs, formsOf } from "../form-docs.ts";
import { type Candidate, kinds } from "./candidate.ts";
import type { Place } from "./context.ts";

/** The words that begin a statement at a place. */
export function formCandidates(place: Place, rank: number): readonly Candidate[] {
  return formsOf[place].map((word) => {
    const { doc, snippet } = formDocs[word];
    return { label: word, kind: kinds.keyword, rank, detail: "form", documentation: doc, insert: snippet };
  });
}
