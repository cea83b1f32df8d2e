// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of snippets are written so.
import { functions } from "../../checker/numbers.ts";
import type { Value } from "../../library/value.ts";
import { functionDocs } from "../function-docs.ts";
import { mayBeConstant } from "./callee.ts";
import { type Candidate, kinds } from "./candidate.ts";
import { entryCandidate } from "./entry-candidate.ts";
import type { Here } from "./here.ts";
import { constantCandidates, visibleNames } from "./value-candidates.ts";

/** What may stand in a constant expression. */
export function expressionCandidates(here: Here, before: number): readonly Candidate[] {
  return [...constantCandidates(here, before, 0), ...functionCandidates(1)];
}

/** Of these, what is a whole number above 0, or may be one. */
export function countCandidates(here: Here, before: number): readonly Candidate[] {
  return [
    ...constantsThat(here, before, (value) => value.kind === "number" && isCount(value.number)),
    ...functionCandidates(1),
  ];
}

/** Constants that are lists, and a list to be written. */
export function itemsCandidates(here: Here, before: number): readonly Candidate[] {
  return [
    ...constantsThat(here, before, ({ kind }) => kind === "list"),
    { label: "[…]", kind: kinds.value, rank: 1, insert: "[$0]", detail: "list" },
  ];
}

/** A list of values, a range, or a range that is searched by factors. */
export function searchCandidates(): readonly Candidate[] {
  return [
    { label: "[…]", kind: kinds.value, rank: 0, insert: "[$0]", detail: "list" },
    { label: "…..…", kind: kinds.value, rank: 1, insert: "${1:0}..${2:1}", detail: "range" },
    {
      label: "log",
      kind: kinds.function,
      rank: 2,
      insert: "log(${1:1e-4}..${2:1e-1})",
      detail: "range by factors",
      documentation: functionDocs.log,
    },
  ];
}

/** What a constant without a type may stand for, behind all numbers. */
export function libraryCandidates({ scope: { run } }: Here): readonly Candidate[] {
  return mayBeConstant.flatMap((category) =>
    run.library[category].entries.map((entry) => entryCandidate(category, entry, 20)),
  );
}

function constantsThat(here: Here, before: number, fits: (value: Value) => boolean): readonly Candidate[] {
  const names = new Set(
    visibleNames(here.scope, before).flatMap(({ name, binding }) => {
      const value = binding.kind === "constant" ? binding.value() : undefined;
      return value === undefined || fits(value) ? [name] : [];
    }),
  );
  return constantCandidates(here, before, 0).filter(({ label }) => names.has(label));
}

function isCount(number: number): boolean {
  return Number.isInteger(number) && number > 0;
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
