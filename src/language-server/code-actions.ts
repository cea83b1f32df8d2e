/** What an editor offers to do at a place: repairs of what is reported, refactorings that keep every model, and care of the whole text. */
import type { CodeAction, CodeActionContext } from "vscode-languageserver-types";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { addTarget } from "./actions/add-target.ts";
import { allow } from "./actions/allow.ts";
import { toArrows, toLines } from "./actions/arrow-form.ts";
import type { Change, FindChange, Stretch } from "./actions/change.ts";
import { extractBlock } from "./actions/extract-block.ts";
import { fixAll } from "./actions/fix-all.ts";
import { inlineBlock } from "./actions/inline-block.ts";
import { organizeImports } from "./actions/organize-imports.ts";
import { findingsIn } from "./diagnostics.ts";
import type { Snapshot } from "./snapshot.ts";
import { workspaceEdit } from "./workspace-edit.ts";

const refactorings: readonly FindChange[] = [extractBlock, inlineBlock, toArrows, toLines];

export const codeActionKinds = [
  "quickfix",
  "refactor.extract",
  "refactor.inline",
  "refactor.rewrite",
  "source.fixAll.nnc",
  "source.organizeImports",
];

/** Refactorings are proved by compiling, so they are looked for only when a person asks, not at each move of the cursor. */
export function codeActions(
  snapshot: Snapshot,
  selected: Stretch,
  context: CodeActionContext,
): readonly CodeAction[] {
  const wants = (kind: string) => isWanted(kind, context);
  const asked = context.triggerKind !== 2 || context.only !== undefined;
  const shown = (change: Change | undefined) => (change === undefined ? [] : [action(change, snapshot)]);
  return [
    ...(wants("quickfix") ? repairs(snapshot, selected, context) : []),
    ...(wants("quickfix") && asked ? shown(addTarget(snapshot, selected)) : []),
    ...(wants("refactor") && asked ? refactorings.flatMap((find) => shown(find(snapshot, selected))) : []),
    ...(wants("source.organizeImports") && asked ? shown(organizeImports(snapshot)) : []),
    ...(wants("source.fixAll.nnc") && asked ? shown(fixAll(snapshot)) : []),
  ].filter(({ kind = "" }) => wants(kind));
}

/** Kinds are asked for by their beginnings: `refactor` means all refactorings. */
function isWanted(kind: string, { only }: CodeActionContext): boolean {
  return only === undefined || only.some((one) => one === "" || within(kind, one) || within(one, kind));
}

function within(kind: string, family: string): boolean {
  return kind === family || kind.startsWith(`${family}.`);
}

function repairs(snapshot: Snapshot, selected: Stretch, context: CodeActionContext): readonly CodeAction[] {
  const here = findingsIn(snapshot).filter(
    ({ span }) => span.start <= selected.end && selected.start <= span.end,
  );
  return here.flatMap((diagnostic) => {
    const reported = context.diagnostics.filter((one) => isSame(one, diagnostic, snapshot));
    const diagnostics = reported.length === 0 ? {} : { diagnostics: reported };
    const { fix } = diagnostic;
    const fixing: CodeAction[] =
      fix === undefined
        ? []
        : [{ ...action({ ...fix, kind: "quickfix" }, snapshot), ...diagnostics, isPreferred: fix.safe }];
    const allowing = allow(snapshot, diagnostic);
    return allowing === undefined ? fixing : [...fixing, { ...action(allowing, snapshot), ...diagnostics }];
  });
}

function isSame(
  { code, range }: CodeActionContext["diagnostics"][number],
  diagnostic: Diagnostic,
  { lines }: Snapshot,
): boolean {
  return code === diagnostic.code && lines.offsetAt(range.start) === diagnostic.span.start;
}

function action(
  { title, kind, edits }: Pick<Change, "title" | "kind" | "edits">,
  snapshot: Snapshot,
): CodeAction {
  return { title, kind, edit: workspaceEdit(snapshot, edits) };
}
