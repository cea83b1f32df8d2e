/** `// nn-allow CODE: ` beside what is reported; the reason is the author's to write. */
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { retried } from "../retried.ts";
import type { Snapshot } from "../snapshot.ts";
import { type Change, edit } from "./change.ts";
import { indentAt } from "./flows.ts";

/** Undefined where the report cannot be allowed. */
export function allow(snapshot: Snapshot, diagnostic: Diagnostic): Change | undefined {
  const { code, title, span } = diagnostic;
  if (isCertain(diagnostic, snapshot)) return undefined;
  const { text } = snapshot.source;
  const end = endOfLine(text, span.start);
  const begin = text.lastIndexOf("\n", span.start - 1) + 1;
  const isFree = !snapshot.parsed().comments.some((comment) => comment.start <= end && end <= comment.end);
  const comment = (reason: string) =>
    isFree
      ? edit(snapshot, end, end, ` // nn-allow ${code}: ${reason}`)
      : edit(snapshot, begin, begin, `${indentAt(text, span.start)}// nn-allow ${code}: ${reason}\n`);
  if (!isTaken(diagnostic, snapshot, comment("a reason"))) return undefined;
  return { title: `Allow ${code} here (${title.toLowerCase()})`, kind: "quickfix", edits: [comment("")] };
}

/** Known without a trial: half a word is such a report, and editors ask after each letter. */
function isCertain({ code, span }: Diagnostic, snapshot: Snapshot): boolean {
  return snapshot
    .findings()
    .certain.some((one) => one.code === code && one.span.start === span.start && one.span.end === span.end);
}

/** Whether the comment, once it has a reason, takes the report away and brings no other. */
function isTaken(
  { code, message }: Diagnostic,
  snapshot: Snapshot,
  comment: ReturnType<typeof edit>,
): boolean {
  const [before, after] = [snapshot.compiled(), retried(snapshot, [comment])];
  const number = (diagnostics: readonly Diagnostic[]) =>
    diagnostics.filter((one) => one.code === code && one.message === message).length;
  return (
    number(after.diagnostics) < number(before.diagnostics) &&
    after.diagnostics.length < before.diagnostics.length
  );
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  const last = end === -1 ? text.length : end;
  return text[last - 1] === "\r" ? last - 1 : last;
}
