/**
 * Gives something another name wherever it is spoken of, imported files included. Before the change is handed out it is tried:
 * every name must mean afterwards what it means now, and nothing may be reported that is not reported now.
 */
import type { Range, WorkspaceEdit } from "vscode-languageserver-types";
import type { Compiled } from "../compile.ts";
import type { Diagnostic, Edit } from "../diagnostics/diagnostic.ts";
import { wordTypes } from "../parser/tokens.ts";
import { type NameAt, nameAt } from "./name-at.ts";
import { meaningKey, type Occurrence, occurrencesOf, placeOf } from "./occurrences.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { retried } from "./retried.ts";
import type { Snapshot } from "./snapshot.ts";
import { unchangeable } from "./unchangeable.ts";
import { workspaceEdit } from "./workspace-edit.ts";

/** The name that would change, or why none can. */
export function prepareRename(
  snapshot: Snapshot,
  offset: number,
): { readonly range: Range; readonly placeholder: string } | Refusal {
  const name = nameAt(snapshot, offset);
  if (name === undefined) return refuse(unchangeable(snapshot, offset));
  if (name.declaration === undefined) return refuse(fixedName(name, snapshot));
  const span = unquoted(name.span, snapshot.source.text);
  return { range: snapshot.lines.rangeOf(span), placeholder: name.declaration.name };
}

export function rename(snapshot: Snapshot, offset: number, wanted: string): WorkspaceEdit | Refusal {
  const name = nameAt(snapshot, offset);
  if (name?.declaration === undefined)
    return refuse(name === undefined ? unchangeable(snapshot, offset) : fixedName(name, snapshot));
  const why = notAName(wanted);
  if (why !== undefined) return refuse(why);
  const edits = occurrencesOf(name, snapshot).flatMap((one) =>
    editOf(one, name.declaration?.name, wanted, snapshot),
  );
  return clash(edits, wanted, snapshot) ?? workspaceEdit(snapshot, edits);
}

function fixedName({ span }: NameAt, { source }: Snapshot): string {
  const word = source.text.slice(span.start, span.end);
  return `\`${word}\` belongs to the language and keeps its name; only names that a program gives can change.`;
}

function notAName(wanted: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(wanted))
    return `\`${wanted}\` is no name: write letters from a to z, digits and \`_\`, and begin with a letter.`;
  if (wordTypes.has(wanted)) return `\`${wanted}\` is a word of the language; choose another name.`;
  return undefined;
}

/** A place that writes the name another way (a target that follows its output) keeps its text. */
function editOf(
  { span }: Occurrence,
  old: string | undefined,
  wanted: string,
  snapshot: Snapshot,
): readonly Edit[] {
  const text = textOf(span.file, snapshot);
  const inner = unquoted(span, text);
  return text.slice(inner.start, inner.end) === old ? [{ span: inner, text: wanted }] : [];
}

function unquoted<S extends { readonly start: number; readonly end: number }>(span: S, text: string): S {
  return /^["']/.test(text.slice(span.start, span.end))
    ? { ...span, start: span.start + 1, end: span.end - 1 }
    : span;
}

function textOf(file: string, { source, surroundings }: Snapshot): string {
  return file === source.file ? source.text : (surroundings.read(file)?.text ?? "");
}

/** Why the change cannot be made, by trying it in every program that it touches. */
function clash(edits: readonly Edit[], wanted: string, snapshot: Snapshot): Refusal | undefined {
  const touched = new Set(edits.map(({ span }) => span.file));
  const programs = new Set([snapshot, ...snapshot.surroundings.programs()]);
  for (const program of programs) {
    if (!touched.has(program.source.file)) continue;
    const before = program.compiled();
    const after = retried(program, edits);
    const worse = newError(before, after, edits);
    if (worse !== undefined)
      return refuse(`\`${wanted}\` cannot be the name here. ${worse.message.split("\n")[0]}`);
    if (meanings(before, edits) !== meanings(after, []))
      return refuse(
        `\`${wanted}\` is taken: with that name, some names in \`${program.source.file}\` would mean something else.`,
      );
  }
  return undefined;
}

function newError(before: Compiled, after: Compiled, edits: readonly Edit[]): Diagnostic | undefined {
  const key = ({ code }: Diagnostic, place: string) => `${code} ${place}`;
  const known = new Set(before.diagnostics.map((one) => key(one, moved(one.span, edits))));
  return after.diagnostics.find((one) => one.severity !== "hint" && !known.has(key(one, placeOf(one.span))));
}

/** Every use with what it leads to, at the places where they stand after the edits. */
function meanings({ index }: Compiled, edits: readonly Edit[]): string {
  const found: string[] = [];
  for (const inFile of index.uses.values())
    for (const { span, meaning } of inFile.values()) {
      const means = meaning.kind === "declared" ? moved(meaning.declared, edits) : meaningKey(meaning);
      found.push(`${moved(span, edits)} ${means}`);
    }
  return found.sort().join("\n");
}

function moved(
  { file, start }: { readonly file: string; readonly start: number },
  edits: readonly Edit[],
): string {
  const shift = edits
    .filter(({ span }) => span.file === file && span.start < start)
    .reduce((sum, { span, text }) => sum + text.length - (span.end - span.start), 0);
  return placeOf({ file, start: start + shift });
}
