/** Hints between the letters, asked of the language server for the whole text after each pause in typing; until then they move along. */
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import type { InlayHint } from "vscode-languageserver-protocol";
import { html } from "../element.ts";
import { type AfterTyping, afterTyping } from "./after-typing.ts";

const setHints = StateEffect.define<DecorationSet>();

const shownHints = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, { effects, changes }) =>
    effects.find((effect) => effect.is(setHints))?.value ?? before.map(changes),
  provide: (field) => EditorView.decorations.from(field),
});

export function inlayHints(): Extension {
  return [shownHints, afterTyping(refresh)];
}

async function refresh({ view, plugin, doc, ask }: AfterTyping): Promise<void> {
  const range = { start: { line: 0, character: 0 }, end: plugin.toPosition(doc.length) };
  const found = await ask<readonly InlayHint[] | null>("textDocument/inlayHint", { range });
  if (found === undefined) return;
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
