/** The name at a place of a text, and what the checker found it to mean: what definition, references, rename and hover begin with. */
import type { Declaration, Meaning } from "../checker/code-index.ts";
import type { Compiled } from "../compile.ts";
import type { Span } from "../source.ts";
import type { Snapshot } from "./snapshot.ts";
import { tokenAt } from "./token-at.ts";

export interface NameAt {
  readonly span: Span;
  /** Where the name is used. A declaration may be a use too: the target of a value's name, an imported name. */
  readonly meaning?: Meaning;
  /** What the name declares here, or stands for where somebody declared it; it may lie in another file. */
  readonly declaration?: Declaration;
}

/** Undefined where no word stands, or one that means nothing. A cursor behind the last letter is at the name too. */
export function nameAt(snapshot: Snapshot, offset: number): NameAt | undefined {
  const token = tokenAt(snapshot.parsed(), offset);
  if (token === undefined) return undefined;
  const compiled = snapshot.compiled();
  const span = { file: snapshot.source.file, start: token.startOffset, end: token.end };
  const meaning = meaningAt(compiled, span);
  const declaration = declarationAt(compiled, span);
  if (meaning === undefined && declaration === undefined) return undefined;
  return {
    span,
    ...(meaning === undefined ? {} : { meaning }),
    ...(declaration === undefined ? {} : { declaration }),
  };
}

export function meaningAt({ index }: Compiled, { file, start }: Span): Meaning | undefined {
  return index.uses.get(file)?.get(start)?.meaning;
}

/** The declaration that a name leads to, from use to use: an imported block, the value of a target. */
export function declarationAt(compiled: Compiled, span: Span): Declaration | undefined {
  let here = span;
  for (let steps = 0; steps < 8; steps++) {
    const meaning = meaningAt(compiled, here);
    if (meaning?.kind !== "declared" || isSame(meaning.declared, here)) break;
    here = meaning.declared;
  }
  return compiled.index.declarations.get(here.file)?.get(here.start);
}

function isSame(a: Span, b: Span): boolean {
  return a.file === b.file && a.start === b.start;
}
