/** What may be written at a cursor: only what is valid there, what fits best first. Documentation is looked up when an item is looked at. */
import type { CompletionItem } from "vscode-languageserver-types";
import type { Token } from "../parser/token.ts";
import type { TreeNode } from "../parser/tree.ts";
import { type Candidate, itemsOf, kinds } from "./completion/candidate.ts";
import { candidatesOf } from "./completion/candidates-of.ts";
import { commentCandidates } from "./completion/comment-candidates.ts";
import type { Context } from "./completion/context.ts";
import { contextOf } from "./completion/context-of.ts";
import { type CursorPath, cursorPath } from "./completion/cursor-path.ts";
import { type InText, insideOf, textCandidates } from "./completion/text-candidates.ts";
import type { Snapshot } from "./snapshot.ts";
import { tokenAt } from "./token-at.ts";

export interface CompletionOptions {
  /** Whether the client knows placeholders. */
  readonly snippets: boolean;
}

export function completion(
  snapshot: Snapshot,
  offset: number,
  { snippets }: CompletionOptions,
): readonly CompletionItem[] {
  const { lines } = snapshot;
  const parsed = snapshot.parsed();
  const comment = parsed.comments.find(({ start, end }) => start < offset && offset <= end);
  const token = tokenAt(parsed, offset);
  const cursor = cursorPath(snapshot, offset);
  if (token !== undefined && isInside(token, offset)) {
    const inText = textCandidates(snapshot, token, offset) ?? quotedWords(snapshot, token, cursor);
    return inText === undefined ? [] : itemsOf(inText.candidates, lines.rangeOf(inText), false);
  }
  const range = lines.rangeOf(cursor.word);
  if (comment !== undefined) return itemsOf(commentCandidates(snapshot, comment, offset), range, snippets);
  const context = contextOf(cursor.path);
  const candidates =
    context.kind === "nothing" || isNumber(snapshot, cursor)
      ? []
      : withoutItself(candidatesOf(context, snapshot, cursor), context, cursor);
  return itemsOf(bareWhereCalled(candidates, snapshot, cursor), range, snippets);
}

/** Whether the offset is between the quotes of a text; one without an end goes on to the end of its line. */
function isInside({ image, startOffset, end }: Token, offset: number): boolean {
  if (!image.startsWith('"') || offset <= startOffset) return false;
  return /^"(?:[^"\\]|\\.)*"$/.test(image) ? offset < end : offset <= end;
}

/** A word of an argument may stand in quotes, as in Keras. */
function quotedWords(snapshot: Snapshot, token: Token, cursor: CursorPath): InText | undefined {
  const context = contextOf(cursor.path);
  if (context.kind === "setting-value") {
    const quoted = candidatesOf(context, snapshot, cursor).filter(({ label }) => label.startsWith('"'));
    return {
      candidates: quoted.map(({ insert: _, ...one }) => ({ ...one, label: unquoted(one.label) })),
      ...insideOf(token),
    };
  }
  if (context.kind !== "argument" && context.kind !== "argument-value") return undefined;
  const words = candidatesOf({ ...context, nested: true }, snapshot, cursor).filter(
    ({ kind }) => kind === kinds.word || kind === kinds.function,
  );
  return {
    candidates: words.map(({ insert: _, ...word }) => word),
    ...insideOf(token),
  };
}

/** `"red":` without its quotes and sign. */
function unquoted(label: string): string {
  return JSON.parse(label.replace(/:$/, ""));
}

/** A digit before the cursor: a number is being written. */
function isNumber({ source }: Snapshot, { word }: CursorPath): boolean {
  return (
    /^[\d.]/.test(source.text.slice(word.start, word.end)) || /\d\.$/.test(source.text.slice(0, word.start))
  );
}

/** What a statement names is not known inside of it; a column may be called as what it is for. */
function withoutItself(
  candidates: readonly Candidate[],
  context: Context,
  { path }: CursorPath,
): readonly Candidate[] {
  if (context.kind === "column") return candidates;
  const own = new Set(path.flatMap(namesGivenBy));
  return candidates.filter(({ label }) => !own.has(label));
}

function namesGivenBy(node: TreeNode): readonly string[] {
  switch (node.kind) {
    case "Flow":
      return node.names.map(({ text }) => text);
    case "Const":
    case "Param":
    case "Layer":
    case "Block":
      return node.name.kind === "Name" ? [node.name.text] : [];
    default:
      return [];
  }
}

/** Where the parentheses stand already, or the `=`, only the name is put in. */
function bareWhereCalled(
  candidates: readonly Candidate[],
  { source }: Snapshot,
  { word }: CursorPath,
): readonly Candidate[] {
  const next = source.text[word.end];
  if (next !== "(" && next !== "=") return candidates;
  return candidates.map(({ insert: _, label, ...rest }) => ({
    ...rest,
    label,
    ...(next === "=" ? { insert: label.replace(/=$/, "") } : {}),
  }));
}
