/** Places and findings of stretches of text that have moved, each as a whole. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Span } from "../source.ts";

/** Where a stretch was, and by how much it has moved. */
export interface Move {
  readonly start: number;
  readonly end: number;
  readonly by: number;
}

/** The stretches of a file that have moved; all other places stay. */
export interface Moves {
  readonly file: string;
  readonly moves: readonly Move[];
}

export function movedDiagnostic(diagnostic: Diagnostic, moves: Moves): Diagnostic {
  if (moves.moves.length === 0) return diagnostic;
  const { span, related, fix } = diagnostic;
  return {
    ...diagnostic,
    span: movedSpan(span, moves),
    related: related.map((other) => ({ ...other, span: movedSpan(other.span, moves) })),
    ...(fix === undefined
      ? {}
      : {
          fix: { ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: movedSpan(edit.span, moves) })) },
        }),
  };
}

/** A place as the checker keys it: `12:model.nn`. */
export function movedPlace(place: string, moves: Moves): string {
  if (moves.moves.length === 0) return place;
  const span = spanOfPlace(place);
  return `${movedSpan(span, moves).start}:${span.file}`;
}

export function spanOfPlace(place: string): Span {
  const colon = place.indexOf(":");
  const start = Number(place.slice(0, colon));
  return { file: place.slice(colon + 1), start, end: start };
}

function movedSpan(span: Span, { file, moves }: Moves): Span {
  const move =
    span.file === file ? moves.find(({ start, end }) => span.start >= start && span.start <= end) : undefined;
  return move === undefined ? span : { file, start: span.start + move.by, end: span.end + move.by };
}
