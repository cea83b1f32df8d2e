/**
 * `// nn-allow NN302: reason` at the end of a line, or on the line before: takes findings of the rules away there. The reason has
 * to be given, and a comment that takes nothing away is itself reported.
 */
import { report } from "../diagnostics/define-message.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import type { Comment } from "../parser/comment.ts";
import type { Source, Span } from "../source.ts";

interface Allowance {
  readonly code: string;
  readonly span: Span;
  /** The comment with the line that is its own, or the space before it. */
  readonly whole: Span;
  /** The line that it speaks of, as offsets in the text. */
  readonly from: number;
  readonly to: number;
}

/** Codes of findings that are made when data is read: whether a comment on them is needed depends on the data. */
const answeredByData = new Set(
  [
    messages.skewedAccuracy,
    messages.unscaledInput,
    messages.targetAmongInputs,
    messages.constantColumn,
    messages.classWithoutRows,
  ].map(({ code }) => code),
);

export interface Commented {
  readonly source: Source;
  readonly comments: readonly Comment[];
}

/** What is left of the findings, and what is to be said of the comments. `certain` are findings that no comment can take away. */
export function suppress(
  found: readonly Diagnostic[],
  certain: readonly Diagnostic[],
  files: readonly Commented[],
): readonly Diagnostic[] {
  const said: Diagnostic[] = [];
  const allowances = files.flatMap((file) =>
    file.comments.flatMap((comment) => readAllowance(comment, file.source, said)),
  );
  const used = new Set<Allowance>();
  const left = found.filter((diagnostic) => {
    const allowance = allowances.find((one) => covers(one, diagnostic));
    if (allowance !== undefined) used.add(allowance);
    return allowance === undefined;
  });
  const idle = allowances
    .filter((allowance) => !used.has(allowance) && !answeredByData.has(allowance.code))
    .map((allowance) => sayIdle(allowance, certain));
  return [...left, ...said, ...idle];
}

/** What is left of findings that data gave rise to. */
export function notAllowed(found: readonly Diagnostic[], files: readonly Commented[]): readonly Diagnostic[] {
  const allowances = files.flatMap(({ comments, source }) =>
    comments.flatMap((comment) => readAllowance(comment, source, [])),
  );
  return found.filter((diagnostic) => !allowances.some((one) => covers(one, diagnostic)));
}

function readAllowance(comment: Comment, source: Source, said: Diagnostic[]): readonly Allowance[] {
  const match = /^\/\/+\s*nn-allow\b\s*:?\s*(NN\d{3})?\s*(:?)\s*(.*)$/s.exec(comment.text);
  if (match === null) return [];
  const [, code, , reason] = match;
  const span = { file: source.file, start: comment.start, end: comment.end };
  if (code === undefined || reason.trim() === "") {
    const found =
      code === undefined
        ? "This `nn-allow` names no code."
        : `This \`nn-allow\` gives no reason for allowing ${code}.`;
    said.push(report(messages.suppression, span, { found, help: "Write `// nn-allow NN302: the reason`." }));
    return [];
  }
  return [{ code, span, whole: wholeOf(span, source.text), ...lineOf(comment, source.text) }];
}

function wholeOf(span: Span, text: string): Span {
  const from = text.lastIndexOf("\n", span.start - 1) + 1;
  const before = text.slice(from, span.start);
  return before.trim() === ""
    ? { ...span, start: from, end: Math.min(text.length, endOfLine(text, span.end) + 1) }
    : { ...span, start: from + before.trimEnd().length };
}

/** The comment's own line, or, where it stands alone, the next line with something on it. */
function lineOf(comment: Comment, text: string): { readonly from: number; readonly to: number } {
  const from = text.lastIndexOf("\n", comment.start - 1) + 1;
  const alone = text.slice(from, comment.start).trim() === "";
  const own = { from, to: endOfLine(text, comment.start) };
  if (!alone) return own;
  let next = own.to + 1;
  while (next < text.length && isBlank(text.slice(next, endOfLine(text, next))))
    next = endOfLine(text, next) + 1;
  return { from: next, to: endOfLine(text, next) };
}

function isBlank(line: string): boolean {
  return line.trim() === "" || line.trim().startsWith("//");
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
}

function covers({ code, from, to, span }: Allowance, diagnostic: Diagnostic): boolean {
  const { start, file } = diagnostic.span;
  return diagnostic.code === code && file === span.file && start >= from && start <= to;
}

function sayIdle(allowance: Allowance, certain: readonly Diagnostic[]): Diagnostic {
  const { code, span, whole } = allowance;
  const stands = certain.some((diagnostic) => covers(allowance, diagnostic));
  const found = stands
    ? `${code} cannot be allowed: the model cannot be made without it.`
    : `Nothing here is reported as ${code}.`;
  const help = stands ? "Repair what it reports." : "Remove the comment.";
  const fix = { title: "Remove the comment", safe: false, edits: [{ span: whole, text: "" }] };
  return report(messages.suppression, span, { found, help }, { fix });
}
