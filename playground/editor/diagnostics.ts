/**
 * What the compiler says, under the letters it speaks of: pulled from the language server with the repairs that it offers, which
 * CodeMirror's own client does not ask for.
 */
import { type Action, type Diagnostic, setDiagnostics } from "@codemirror/lint";
import type { LSPPlugin } from "@codemirror/lsp-client";
import type { Extension, Text } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import type { CodeAction, Diagnostic as Found } from "vscode-languageserver-protocol";
import { html } from "../element.ts";
import { proseOf } from "../prose.ts";
import { type AfterTyping, afterTyping } from "./after-typing.ts";
import { changesOf } from "./changes-of.ts";

const severities = { 1: "error", 2: "warning", 3: "info", 4: "hint" } as const;
/** Of a program with many problems only so many are asked for repairs. */
const mostRepaired = 20;

export function diagnostics(): Extension {
  return afterTyping(refresh);
}

async function refresh(about: AfterTyping): Promise<void> {
  const { view, ask } = about;
  const report = await ask<{ readonly items: readonly Found[] } | null>("textDocument/diagnostic");
  if (report === undefined) return;
  const found = report?.items ?? [];
  // They are shown at once; the repairs follow.
  view.dispatch(
    setDiagnostics(
      view.state,
      found.map((each) => shown(each, [], about)),
    ),
  );
  const repairs = await Promise.all(found.slice(0, mostRepaired).map((each) => repairsOf(each, about)));
  if (repairs.every((actions) => actions === undefined || actions.length === 0)) return;
  if (repairs.includes(undefined)) return;
  view.dispatch(
    setDiagnostics(
      view.state,
      found.map((each, i) => shown(each, repairs[i] ?? [], about)),
    ),
  );
}

function repairsOf(diagnostic: Found, { ask }: AfterTyping): Promise<readonly CodeAction[] | undefined> {
  return ask<readonly CodeAction[] | null>("textDocument/codeAction", {
    range: diagnostic.range,
    context: { diagnostics: [diagnostic], only: ["quickfix"], triggerKind: 2 },
  }).then((actions) => (actions === null ? [] : actions));
}

function shown(found: Found, repairs: readonly CodeAction[], { plugin, doc }: AfterTyping): Diagnostic {
  const { range, severity = 1, message, tags = [] } = found;
  return {
    from: plugin.fromPosition(range.start, doc),
    to: plugin.fromPosition(range.end, doc),
    severity: severities[severity],
    message: textOf(message),
    ...(tags.includes(1) ? { markClass: "cm-unused" } : {}),
    renderMessage: () => rendered(found),
    actions: repairs.map((repair) => action(repair, plugin, doc)),
  };
}

/** The protocol also knows messages in Markdown; as text they read the same. */
function textOf(message: Found["message"]): string {
  return typeof message === "string" ? message : message.value;
}

/** The message and the places that explain follow, then the diagnostic's code. */
function rendered({ message, code = "", relatedInformation = [] }: Found): HTMLElement {
  return html(
    "div",
    { class: "diagnostic-text" },
    ...proseOf(textOf(message)),
    ...relatedInformation.map(({ message: related, location }) =>
      html("div", { class: "related" }, `line ${location.range.start.line + 1}: `, ...proseOf(related)),
    ),
    html("span", { class: "diagnostic-code" }, String(code)),
  );
}

function action({ title, edit }: CodeAction, plugin: LSPPlugin, doc: Text): Action {
  return {
    name: title,
    apply: (view: EditorView) => {
      // A repair of an older text would land in the wrong place.
      if (view.state.doc !== doc) return;
      view.dispatch({ changes: changesOf(edit, plugin, doc), userEvent: "input.repair" });
      view.focus();
    },
  };
}
