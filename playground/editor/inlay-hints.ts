/** Hints between the letters, asked of the language server for the whole text after each pause in typing; until then they move along. */
import { LSPPlugin } from "@codemirror/lsp-client";
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin, WidgetType } from "@codemirror/view";
import type { InlayHint } from "vscode-languageserver-protocol";
import { html } from "../element.ts";

/** Milliseconds without a keystroke. */
const pause = 120;

const setHints = StateEffect.define<DecorationSet>();

const shownHints = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, { effects, changes }) =>
    effects.find((effect) => effect.is(setHints))?.value ?? before.map(changes),
  provide: (field) => EditorView.decorations.from(field),
});

export function inlayHints(): Extension {
  return [shownHints, ViewPlugin.define(asker)];
}

function asker(view: EditorView) {
  let timer = window.setTimeout(() => refresh(view), pause);
  return {
    update: ({ docChanged }: { readonly docChanged: boolean }) => {
      if (!docChanged) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => refresh(view), pause);
    },
    destroy: () => window.clearTimeout(timer),
  };
}

async function refresh(view: EditorView): Promise<void> {
  const plugin = LSPPlugin.get(view);
  if (plugin === null) return;
  await plugin.client.initializing;
  if (plugin.client.serverCapabilities?.inlayHintProvider === undefined) return;
  plugin.client.sync();
  const { doc } = view.state;
  const range = { start: { line: 0, character: 0 }, end: plugin.toPosition(doc.length) };
  const found = await plugin.client.request<unknown, readonly InlayHint[] | null>("textDocument/inlayHint", {
    textDocument: { uri: plugin.uri },
    range,
  });
  // An answer about an older text is late: the next one is under way.
  if (view.state.doc !== doc) return;
  const widgets = (found ?? []).map((hint) => placed(hint, plugin.fromPosition(hint.position)));
  view.dispatch({ effects: setHints.of(Decoration.set(widgets, true)) });
}

function placed(hint: InlayHint, at: number) {
  return Decoration.widget({ widget: new HintWidget(hint), side: 1 }).range(at);
}

/** CodeMirror asks for widgets as objects of a class. */
class HintWidget extends WidgetType {
  readonly hint: InlayHint;

  constructor(hint: InlayHint) {
    super();
    this.hint = hint;
  }

  override eq({ hint }: HintWidget): boolean {
    return textOf(hint) === textOf(this.hint) && tooltipOf(hint) === tooltipOf(this.hint);
  }

  override toDOM(): HTMLElement {
    const { paddingLeft, paddingRight } = this.hint;
    const side = `${paddingLeft === true ? " padded-left" : ""}${paddingRight === true ? " padded-right" : ""}`;
    return html("span", { class: `cm-inlay-hint${side}`, title: tooltipOf(this.hint) }, textOf(this.hint));
  }
}

function textOf({ label }: InlayHint): string {
  return typeof label === "string" ? label : label.map(({ value }) => value).join("");
}

function tooltipOf({ tooltip }: InlayHint): string {
  return typeof tooltip === "string" ? tooltip : (tooltip?.value ?? "");
}
