/** Hints between the letters: shapes, parameters, and what a name stands for. */
import type { Extension } from "@codemirror/state";
import { Decoration, WidgetType } from "@codemirror/view";
import type { InlayHint } from "vscode-languageserver-protocol";
import { html } from "../element.ts";
import { askedDecorations } from "./asked-decorations.ts";

export function inlayHints(): Extension {
  return askedDecorations<readonly InlayHint[]>(
    "textDocument/inlayHint",
    ({ plugin, doc }) => ({
      range: { start: { line: 0, character: 0 }, end: plugin.toPosition(doc.length) },
    }),
    (hints, { plugin, doc }) =>
      hints.map((hint) =>
        Decoration.widget({ widget: new HintWidget(hint), side: 1 }).range(
          plugin.fromPosition(hint.position, doc),
        ),
      ),
  );
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

/** Markdown of names and lists, which a tooltip of the browser shows without its backticks. */
function tooltipOf({ tooltip }: InlayHint): string {
  const text = typeof tooltip === "string" ? tooltip : (tooltip?.value ?? "");
  return text.replaceAll("`", "");
}
