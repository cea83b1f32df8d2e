/** What may be written at a cursor: only what is valid there, what fits best first. Documentation is looked up when an item is looked at. */
import type { CompletionItem } from "vscode-languageserver-types";
import type { Model } from "../checker/model.ts";
import { findName } from "../checker/scope.ts";
import type { Token } from "../parser/token.ts";
import type { TreeNode } from "../parser/tree.ts";
import { argumentCandidates, typedCandidates } from "./completion/argument-candidates.ts";
import { type Candidate, itemsOf, kinds } from "./completion/candidate.ts";
import { commentCandidates } from "./completion/comment-candidates.ts";
import type { Context } from "./completion/context.ts";
import { contextOf } from "./completion/context-of.ts";
import { continuationCandidates } from "./completion/continuation-candidates.ts";
import { type CursorPath, cursorPath } from "./completion/cursor-path.ts";
import { expressionCandidates } from "./completion/expression-candidates.ts";
import { type Here, hereAt } from "./completion/here.ts";
import * as names from "./completion/name-candidates.ts";
import { forgottenPathCandidates } from "./completion/path-candidates.ts";
import { settingKeyCandidates, settingValueCandidates } from "./completion/setting-candidates.ts";
import { formCandidates } from "./completion/statement-candidates.ts";
import { type Home, layerCandidates, stepCandidates } from "./completion/step-candidates.ts";
import { type InText, insideOf, textCandidates } from "./completion/text-candidates.ts";
import { flowCandidates } from "./completion/value-candidates.ts";
import { typesOf } from "./show-shapes.ts";
import type { Snapshot } from "./snapshot.ts";
import { tokenAt } from "./token-at.ts";
import { stepsIn } from "./traced-steps.ts";

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
  if (context.kind !== "argument" && context.kind !== "argument-value") return undefined;
  const words = candidatesOf({ ...context, nested: true }, snapshot, cursor).filter(
    ({ kind }) => kind === kinds.word || kind === kinds.function,
  );
  return {
    candidates: words.map(({ insert: _, ...word }) => word),
    ...insideOf(token),
  };
}

function candidatesOf(context: Context, snapshot: Snapshot, cursor: CursorPath): readonly Candidate[] {
  const here = hereAt(snapshot, cursor);
  const before = cursor.word.start;
  const home = { compiled: here.compiled, source: snapshot.source };
  switch (context.kind) {
    case "statement":
      return [
        ...continuationCandidates(snapshot, cursor),
        ...statementCandidates(context.place, here, home, before),
      ];
    case "step":
      return stepCandidates(here.scope, arriving(context, here), home);
    case "shared-step":
      return stepCandidates(here.scope, undefined, home);
    case "source":
      return [
        ...flowCandidates(here, before, 0),
        ...(context.several ? [] : stepCandidates(here.scope, currentTypes(here), home)),
      ];
    case "argument":
    case "argument-value":
      return argumentCandidates(context, here, before, modelAt(here, cursor));
    case "setting-key":
      return [
        ...settingKeyCandidates(context.form, context.settings),
        ...(context.data === undefined
          ? []
          : names.bindingCandidates(modelAt(here, cursor), names.boundIn(context.settings))),
      ];
    case "setting-value":
      return settingValueCandidates(context, here, before, modelAt(here, cursor), home);
    case "data-name":
      return names.bindingCandidates(modelAt(here, cursor), names.boundIn(context.settings));
    case "column":
      return names.columnCandidates(context.data, context.flow, snapshot);
    case "preparation":
      return layerCandidates(here.scope, undefined).filter(({ detail }) => detail === "preprocessing");
    case "type":
      return names.typeCandidates(context.of);
    case "dim":
    case "expression":
      return expressionCandidates(here, before);
    case "typed-value":
      return typedCandidates(context.type, here, before);
    case "path":
      return forgottenPathCandidates(snapshot, context.statement, before);
    case "output":
      return names.outputCandidates(context.statement, here, before);
    case "target":
      return names.targetCandidates(modelAt(here, cursor));
    case "import":
      return names.importCandidates(context.statement, snapshot);
    case "assert":
      return [...names.quantityCandidates(), ...expressionCandidates(here, before)];
    case "nothing":
      return [];
  }
}

function statementCandidates(
  place: Extract<Context, { kind: "statement" }>["place"],
  here: Here,
  home: Home,
  before: number,
): readonly Candidate[] {
  if (place === "File") return formCandidates(place, 0);
  return [
    ...stepCandidates(here.scope, currentTypes(here), home),
    ...flowCandidates(here, before, 200),
    ...formCandidates(place, 300),
  ];
}

function currentTypes({ draft, current }: Here) {
  return draft === undefined || current === undefined ? undefined : typesOf(draft, current);
}

/** What the step before gives, or where the flow begins. */
function arriving({ flow, index }: Extract<Context, { kind: "step" }>, here: Here) {
  const before = index === 0 ? flow.source : flow.steps[index - 1];
  const { imagined, draft } = here;
  const step =
    imagined === undefined ? undefined : draft?.steps.find(({ span }) => span.start === before.start);
  if (draft !== undefined && step !== undefined) return typesOf(draft, step.outputs);
  const [traced] = stepsIn(here.compiled, here.scope.file).get(before.start)?.traced ?? [];
  if (traced !== undefined) return typesOf(traced.draft, traced.step.outputs);
  const sources = before.kind === "Tuple" ? before.items : [before];
  const values = sources.flatMap((source) => {
    const binding = source.kind === "Name" ? findName(here.scope, source.text) : undefined;
    return binding?.kind === "flow" ? binding.values : [undefined];
  });
  return here.draft === undefined ? undefined : typesOf(here.draft, values);
}

/** The model around the cursor. */
function modelAt({ compiled, scope }: Here, { path }: CursorPath): Model | undefined {
  const around = path.find(({ kind }) => kind === "Model");
  if (around?.kind !== "Model") return undefined;
  return compiled.models.find(({ span }) => span.file === scope.file && span.start === around.name.start);
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
