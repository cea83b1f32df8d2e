/** One thing that may be written at a cursor, before it is an item of the protocol. */
import type { CompletionItem, CompletionItemKind, Range } from "vscode-languageserver-types";
import type { Category } from "../../library/library.ts";

export interface Candidate {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** What it is, in a few words beside the label. */
  readonly detail?: string;
  /** What comes first: candidates of a lower rank, then the order in which they are given. */
  readonly rank: number;
  /** What is written where it is not the label; with `$1` and the like in clients that know placeholders. */
  readonly insert?: string;
  readonly documentation?: string;
  /** The entry whose documentation is looked up once somebody looks at the item. */
  readonly entry?: { readonly category: Category; readonly name: string };
}

/** The numbers that the protocol gives to kinds. */
export const kinds = {
  function: 3,
  field: 5,
  value: 6,
  block: 7,
  argument: 10,
  word: 20,
  keyword: 14,
  file: 17,
  constant: 21,
  folder: 19,
  type: 22,
  code: 12,
} as const satisfies { readonly [name: string]: CompletionItemKind };

/** Items that put their text in place of the word at the cursor. */
export function itemsOf(candidates: readonly Candidate[], range: Range, snippets: boolean): CompletionItem[] {
  const seen = new Set<string>();
  const once = candidates.filter(({ label }) => !seen.has(label) && seen.add(label));
  const ordered = once
    .map((candidate, i) => ({ candidate, i }))
    .toSorted((a, b) => a.candidate.rank - b.candidate.rank || a.i - b.i);
  return ordered.map(({ candidate }, place) => itemOf(candidate, place, range, snippets));
}

function itemOf(candidate: Candidate, place: number, range: Range, snippets: boolean): CompletionItem {
  const { label, kind, detail, insert = label, documentation, entry } = candidate;
  const isSnippet = insert.includes("$") && snippets;
  return {
    label,
    kind,
    ...(detail === undefined ? {} : { detail }),
    sortText: String(place).padStart(4, "0"),
    ...(isSnippet ? { insertTextFormat: 2 } : {}),
    textEdit: { range, newText: isSnippet ? insert : withoutPlaceholders(insert) },
    ...(documentation === undefined ? {} : { documentation: { kind: "markdown", value: documentation } }),
    ...(entry === undefined ? {} : { data: entry }),
  };
}

/** For clients without snippets: the placeholders' own texts, and the first of choices. */
function withoutPlaceholders(snippet: string): string {
  return snippet
    .replace(/\$\{\d+\|([^,|]*)[^|]*\|\}/g, "$1")
    .replace(/\$\{\d+:([^}]*)\}/g, "$1")
    .replace(/\$\d+/g, "");
}
