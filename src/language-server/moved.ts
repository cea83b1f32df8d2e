/** Places and findings of a stretch of text that has moved as a whole. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source.ts";

/** Where the stretch was, and by how much it has moved; places outside of it stay. */
export interface Move {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly by: number;
}

export function movedDiagnostic(diagnostic: Diagnostic, move: Move): Diagnostic {
  if (move.by === 0) return diagnostic;
  const { span, related, fix } = diagnostic;
  return {
    ...diagnostic,
    span: movedSpan(span, move),
    related: related.map((other) => ({ ...other, span: movedSpan(other.span, move) })),
    ...(fix === undefined
      ? {}
      : { fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: movedSpan(edit.span, move) })) } }),
  };
}

/** A place as the checker keys it: `12:model.nn`. */
export function movedPlace(place: string, move: Move): string {
  if (move.by === 0) return place;
  const colon = place.indexOf(":");
  const span = { file: place.slice(colon + 1), start: Number(place.slice(0, colon)), end: 0 };
  return `${movedSpan(span, move).start}:${span.file}`;
}

function movedSpan(span: Span, { file, start, end, by }: Move): Span {
  if (span.file !== file || span.start < start || span.start > end) return span;
  return { file, start: span.start + by, end: span.end + by };
}
