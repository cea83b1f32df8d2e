/**
 * What could not be read of a file: lines with syntax mistakes that were not understood. The names on them count as known, and nothing
 * more is said of these lines: one mistake, one report.
 */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Parsed } from "../parser/parse.ts";
import type { Span } from "../source.ts";
import type { Run } from "./run.ts";

/** A stretch of whole lines. */
export interface TornLine {
  readonly file: string;
  readonly from: number;
  readonly to: number;
}

/** Slips that have a safe fix were read as they were meant. */
export function tornLines({ source, diagnostics }: Parsed): readonly TornLine[] {
  const { file, text } = source;
  return diagnostics.filter(isTear).map(({ span }) => {
    const end = text.indexOf("\n", span.start);
    return { file, from: text.lastIndexOf("\n", span.start - 1) + 1, to: end === -1 ? text.length : end };
  });
}

/** The names that stand on torn lines. */
export function tornNames({ source }: Parsed, lines: readonly TornLine[]): ReadonlySet<string> {
  return new Set(lines.flatMap(({ from, to }) => source.text.slice(from, to).match(/[A-Za-z_]\w*/g) ?? []));
}

/** Whether a place touches a torn line. */
export function isTorn({ file, start, end }: Span, { torn }: Run): boolean {
  return torn.some((line) => line.file === file && start <= line.to && end >= line.from);
}

function isTear({ severity, fix }: Diagnostic): boolean {
  return severity === "error" && fix?.safe !== true;
}
