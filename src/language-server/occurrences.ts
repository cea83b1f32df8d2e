/** Every place that speaks of one thing, in all programs of the project: what references, highlights and rename show. */
import type { Meaning } from "../checker/code-index.ts";
import type { Compiled } from "../compile.ts";
import type { Span } from "../source.ts";
import { declarationAt, type NameAt } from "./name-at.ts";
import type { Snapshot } from "./snapshot.ts";

export interface Occurrence {
  readonly span: Span;
  /** The name is given here. A target of the name of a value is such a place too. */
  readonly declares: boolean;
}

/** In the order of files and places. Names of the library are found by what they mean: `same` is not `same` everywhere. */
export function occurrencesOf(
  name: NameAt,
  snapshot: Snapshot,
  programs: readonly Snapshot[] = snapshot.surroundings.programs(),
): readonly Occurrence[] {
  const word = name.declaration?.name ?? wordAt(snapshot, name.span);
  const found = new Map<string, Occurrence>();
  for (const program of new Set([snapshot, ...programs])) {
    if (!program.source.text.includes(word)) continue;
    for (const occurrence of occurrencesIn(program.compiled(), name))
      found.set(placeOf(occurrence.span), occurrence);
  }
  return [...found.values()].sort(inOrder);
}

export function placeOf({ file, start }: Pick<Span, "file" | "start">): string {
  return `${file}:${start}`;
}

/** The same in one program. */
export function occurrencesIn(compiled: Compiled, { meaning, declaration }: NameAt): readonly Occurrence[] {
  const { uses, declarations } = compiled.index;
  const declares = ({ file, start }: Span) => declarations.get(file)?.has(start) === true;
  const wanted = meaning === undefined ? undefined : meaningKey(meaning);
  const isMeant =
    declaration === undefined
      ? (_: Span, meant: Meaning) => meaningKey(meant) === wanted
      : (span: Span) => samePlace(declarationAt(compiled, span)?.span, declaration.span);
  const found: Occurrence[] = [];
  for (const inFile of uses.values())
    for (const { span, meaning: meant } of inFile.values())
      if (isMeant(span, meant)) found.push({ span, declares: declares(span) });
  if (declaration !== undefined && declares(declaration.span))
    found.push({ span: declaration.span, declares: true });
  return found;
}

function samePlace(a: Span | undefined, b: Span): boolean {
  return a !== undefined && a.file === b.file && a.start === b.start;
}

/** What tells one thing of the library, or one word of a form, from another. */
export function meaningKey(meaning: Meaning): string {
  switch (meaning.kind) {
    case "declared":
      return `declared ${placeOf(meaning.declared)}`;
    case "entry":
      return `entry ${meaning.category} ${meaning.entry.name}`;
    case "argument":
      return `argument ${meaning.entry.name} ${meaning.name}`;
    case "word":
      return `word ${meaning.word}`;
    case "type":
      return `type ${meaning.of} ${meaning.name}`;
    case "setting":
      return `setting ${meaning.form} ${meaning.name}`;
    default:
      return `${meaning.kind} ${meaning.name}`;
  }
}

function wordAt({ source }: Snapshot, { start, end }: Span): string {
  return source.text.slice(start, end);
}

function inOrder(a: Occurrence, b: Occurrence): number {
  if (a.span.file !== b.span.file) return a.span.file < b.span.file ? -1 : 1;
  return a.span.start - b.span.start;
}
