import { functions } from "../../checker/numbers.ts";
import { functionDocs } from "../function-docs.ts";
import { type Candidate, kinds } from "./candidate.ts";
import type { Here } from "./here.ts";
import { constantCandidates } from "./value-candidates.ts";

/** What may stand in a constant expression. */
export function expressionCandidates(here: Here, before: number): readonly Candidate[] {
  return [...constantCandidates(here, before, 0), ...functionCandidates(1)];
}

/** `floor`, `ceil`, `min`, `max`. */
export function functionCandidates(rank: number): readonly Candidate[] {
  return [...functions.keys()].map((label) => ({
    label,
    kind: kinds.function,
    rank,
    insert: `${label}($1)`,
    detail: "arithmetic",
    documentation: functionDocs[label],
  }));
}
