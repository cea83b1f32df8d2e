import type { Diagnostic, Edit, Fix } from "./diagnostic.ts";

/** A text after some fixes, and how many of them were applied. */
export interface Fixed {
  readonly text: string;
  readonly applied: number;
}

/**
 * Applies the safe fixes of one file's diagnostics, first come first served: a fix that touches what another has
 * changed is left for the next round.
 */
export function applyFixes(file: string, text: string, diagnostics: readonly Diagnostic[]): Fixed {
  const fixes = diagnostics.flatMap(({ fix }) => (fix?.safe === true && concerns(fix, file) ? [fix] : []));
  const taken: Edit[] = [];
  let applied = 0;
  for (const { edits } of fixes) {
    if (edits.some((edit) => taken.some((other) => collide(edit, other)))) continue;
    taken.push(...edits);
    applied += 1;
  }
  return { text: applyEdits(text, taken), applied };
}

/** The text with edits that do not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const pieces: string[] = [];
  let end = 0;
  for (const { span, text: replacement } of ordered) {
    pieces.push(text.slice(end, span.start), replacement);
    end = span.end;
  }
  return pieces.join("") + text.slice(end);
}

function concerns({ edits }: Fix, file: string): boolean {
  return edits.length > 0 && edits.every(({ span }) => span.file === file);
}

function collide(a: Edit, b: Edit): boolean {
  const same = a.span.start === b.span.start;
  return same || (a.span.start < b.span.end && b.span.start < a.span.end);
}
