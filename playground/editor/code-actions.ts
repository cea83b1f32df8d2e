/** What can be done at the cursor or with what is selected: repairs, refactorings, care of the whole text, in a menu that opens there. */
import type { LSPPlugin } from "@codemirror/lsp-client";
import { type Extension, StateEffect, StateField, type Text } from "@codemirror/state";
import { type EditorView, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import type { CodeAction } from "vscode-languageserver-protocol";
import { html } from "../element.ts";
import { changesOf } from "./changes-of.ts";
import { withServer } from "./with-server.ts";

const open = StateEffect.define<Tooltip>();
const close = StateEffect.define<null>();

const menu = StateField.define<Tooltip | null>({
  create: () => null,
  update: (before, { effects, docChanged, selection }) => {
    const opened = effects.find((effect) => effect.is(open))?.value;
    if (opened !== undefined) return opened;
    return docChanged || selection || effects.some((effect) => effect.is(close)) ? null : before;
  },
  provide: (field) => showTooltip.from(field),
});

export function codeActions(): Extension {
  return [menu, keymap.of([{ key: "Mod-.", run: showCodeActions, preventDefault: true }])];
}

export const showCodeActions = withServer(openMenu);

async function openMenu(view: EditorView, plugin: LSPPlugin): Promise<void> {
  const { doc, selection } = view.state;
  const { from, to, head } = selection.main;
  const found = await plugin.client.request<object, readonly CodeAction[] | null>("textDocument/codeAction", {
    textDocument: { uri: plugin.uri },
    range: { start: plugin.toPosition(from), end: plugin.toPosition(to) },
    context: { diagnostics: [], triggerKind: 1 },
  });
  if (view.state.doc !== doc) return;
  const items = (found ?? []).map((action) => itemOf(action, view, plugin, doc));
  const dom = html("div", { class: "code-actions", role: "menu", "aria-label": "Actions" });
  dom.append(...(items.length === 0 ? [html("p", {}, "Nothing to repair or rewrite here.")] : items));
  dom.addEventListener("keydown", (event) => steer(event, items, view));
  const mount = () => items[0]?.focus();
  view.dispatch({ effects: open.of({ pos: head, create: () => ({ dom, mount }) }) });
}

function itemOf(
  { title, edit, isPreferred }: CodeAction,
  view: EditorView,
  plugin: LSPPlugin,
  doc: Text,
): HTMLButtonElement {
  const kind = isPreferred === true ? "code-action preferred" : "code-action";
  const item = html("button", { type: "button", role: "menuitem", class: kind, tabindex: -1 }, title);
  item.addEventListener("click", () => {
    // An action for an older text would land in the wrong place.
    if (view.state.doc === doc)
      view.dispatch({ changes: changesOf(edit, plugin, doc), userEvent: "input.repair" });
    view.focus();
  });
  return item;
}

function steer(event: KeyboardEvent, items: readonly HTMLElement[], view: EditorView): void {
  const at = items.indexOf(document.activeElement as HTMLElement);
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? items.length - 1 : 0;
  if (step !== 0 && items.length > 0) items[(at + step) % items.length].focus();
  else if (event.key === "Escape" || event.key === "Tab") {
    view.dispatch({ effects: close.of(null) });
    view.focus();
  } else return;
  event.preventDefault();
}
