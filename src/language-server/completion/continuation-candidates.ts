// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders of snippets are written so.
/** How the statement before the cursor may go on where it could end as well: a range behind a type, a comparison in an `assert`. */
import type { Body, File, Statement } from "../../parser/tree.ts";
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
        ? ["<=", "<", ">=", ">", "=="].map((sign) => word(sign, `${sign} $0`, "budget"))
        : [];
    default:
      return [];
  }
}

function word(label: string, insert: string, detail: string): Candidate {
  return { label, kind: kinds.keyword, rank: -1, insert, detail };
}
