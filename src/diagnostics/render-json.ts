/** Diagnostics as `nnc check --json` prints them: lines and columns from 1, columns in UTF-16 units. */
import type { Position, Span } from "../source.ts";
import type { Diagnostic, Severity } from "./diagnostic.ts";
import { type Lines, linesOf } from "./lines.ts";

export interface JsonRange {
  readonly start: Position;
  readonly end: Position;
}

export interface JsonDiagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly file: string;
  readonly range: JsonRange;
  readonly help?: string;
  readonly related?: readonly {
    readonly message: string;
    readonly file: string;
    readonly range: JsonRange;
  }[];
  readonly fix?: {
    readonly title: string;
    readonly safe: boolean;
    readonly edits: readonly { readonly file: string; readonly range: JsonRange; readonly text: string }[];
  };
}

/** `textOf` gives the text of each file that the diagnostics speak of. */
export function renderJson(
  diagnostics: readonly Diagnostic[],
  textOf: (file: string) => string | undefined,
): JsonDiagnostic[] {
  const placed = placer(textOf);
  return diagnostics.map(({ code, severity, message, span, help, related, fix }) => ({
    code,
    severity,
    message,
    ...placed(span),
    ...(help !== undefined && { help }),
    ...(related.length > 0 && {
      related: related.map((other) => ({ message: other.message, ...placed(other.span) })),
    }),
    ...(fix !== undefined && {
      fix: { ...fix, edits: fix.edits.map((edit) => ({ ...placed(edit.span), text: edit.text })) },
    }),
  }));
}

/** Spans → files with ranges, each file read once. */
export function placer(
  textOf: (file: string) => string | undefined,
): (span: Span) => { file: string; range: JsonRange } {
  const known = new Map<string, Lines>();
  return ({ file, start, end }) => {
    const lines = known.get(file) ?? linesOf(textOf(file) ?? "");
    known.set(file, lines);
    return { file, range: { start: lines.position(start), end: lines.position(end) } };
  };
}
