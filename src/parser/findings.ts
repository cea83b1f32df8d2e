/** Where every step of the parser puts what it finds; after a hundred findings it takes no more. */

import { type Context, type Message, report } from "../diagnostics/define-message.ts";
import type { Diagnostic, Fix } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import type { Source, Span } from "../source.ts";
import { countWhile } from "./count-while.ts";

const errorLimit = 100;

export interface Findings {
  readonly source: Source;
  readonly diagnostics: Diagnostic[];
  /** Stretches of text, in order, which one finding explains: nothing else is said about them. */
  readonly explained: { readonly start: number; readonly end: number }[];
  /** How often something was to be said, whether it was said or not. */
  attempts: number;
}

export function newFindings(source: Source): Findings {
  return { source, diagnostics: [], explained: [], attempts: 0 };
}

/** Adds one finding about the text from `start` to `end`. */
export function find<Holes>(
  findings: Findings,
  message: Message<Holes>,
  start: number,
  end: number,
  holes: Holes,
  context: Context = {},
): void {
  const { diagnostics } = findings;
  findings.attempts += 1;
  if (diagnostics.length > errorLimit || isExplained(findings, start)) return;
  const full = diagnostics.length === errorLimit;
  diagnostics.push(
    full
      ? report(messages.tooManyMistakes, spanOf(findings, start, end), { limit: errorLimit })
      : report(message, spanOf(findings, start, end), holes, context),
  );
}

export function spanOf(findings: Findings, start: number, end: number): Span {
  return { file: findings.source.file, start, end };
}

/** A fix that puts `text` in place of one stretch. */
export function replacing(
  findings: Findings,
  title: string,
  start: number,
  end: number,
  text: string,
  safe = true,
): Fix {
  return { title, safe, edits: [{ span: spanOf(findings, start, end), text }] };
}

function isExplained({ explained }: Findings, offset: number): boolean {
  const next = explained[countWhile(explained, ({ end }) => end <= offset)];
  return next !== undefined && next.start <= offset;
}

/** The findings in the order of the text. */
export function settled({ diagnostics }: Findings): Diagnostic[] {
  return [...diagnostics].sort((a, b) => a.span.start - b.span.start);
}
