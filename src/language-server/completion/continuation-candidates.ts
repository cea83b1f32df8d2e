// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of snippets are written so.
/** How the statement before the cursor may go on where it could end as well: a range behind a type, a comparison in an `assert`. */
import type { Body, File, Settings, Statement } from "../../parser/tree.ts";
import type { Snapshot } from "../snapshot.ts";
import { type Candidate, kinds } from "./candidate.ts";
import type { CursorPath } from "./cursor-path.ts";

/** Only on the line where the statement ends: on the next one a person begins another. */
export function continuationCandidates(
  { source: { text } }: Snapshot,
  { path, word }: CursorPath,
): readonly Candidate[] {
  const body = path.findLast((node): node is Body | File => node.kind === "Body" || node.kind === "File");
  const before = body?.statements.findLast(({ end }) => end <= word.start);
  const between = before === undefined ? "\n" : text.slice(before.end, word.start);
  return before === undefined || !/^[ \t]+$/.test(between) ? [] : continuationsOf(before);
}

function continuationsOf(statement: Statement): readonly Candidate[] {
  switch (statement.kind) {
    case "Input":
    case "Target":
      return statement.within === undefined && statement.type !== undefined
        ? [word("in", "in ${1:0}..${2:1}", "the least and the largest number")]
        : [];
    case "Param":
      return statement.within === undefined
        ? [word("in", "in [$1]", "the values that a search may try")]
        : [];
    case "Assert":
      return statement.conditions.at(-1)?.kind === "Name"
        ? ["<=", "<", ">=", ">", "=="].map((sign) => sized(sign, "budget"))
        : [];
    default:
      return [];
  }
}

/** The same behind a setting: what an expectation compares with, what a loss is weighed with. */
export function settingContinuations(
  { items }: Settings,
  { source: { text } }: Snapshot,
  { word }: CursorPath,
): readonly Candidate[] {
  const before = items.findLast(({ end }) => end <= word.start);
  if (before?.kind !== "Setting" || !/^[ \t]+$/.test(text.slice(before.end, word.start))) return [];
  const value = before.entries.at(-1)?.value;
  if (value === undefined || value.kind === "Missing" || value.kind === "Binary") return [];
  if (before.key.text === "expect")
    return ["==", "!=", "<=", "<", ">=", ">"].map((sign) => sized(sign, "comparison"));
  return before.key.text === "loss" ? [sized("*", "weight"), sized("+", "sum of losses")] : [];
}

function sized(sign: string, detail: string): Candidate {
  return word(sign, `${sign} $0`, detail);
}

function word(label: string, insert: string, detail: string): Candidate {
  return { label, kind: kinds.keyword, rank: -1, insert, detail };
}
