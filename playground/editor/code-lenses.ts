/** A line above each model with what it costs, which trains it when it is clicked. */
import type { Extension } from "@codemirror/state";
import { Decoration, WidgetType } from "@codemirror/view";
import type { CodeLens } from "vscode-languageserver-protocol";
import { html } from "../element.ts";
import { askedDecorations } from "./asked-decorations.ts";

export function codeLenses(train: (model: string) => void): Extension {
  return askedDecorations<readonly CodeLens[]>(
    "textDocument/codeLens",
    () => ({}),
    (lenses, { plugin, doc }) =>
      lenses.map((lens) => {
        const { from } = doc.lineAt(plugin.fromPosition(lens.range.start, doc));
        return Decoration.widget({ widget: new LensWidget(lens, train), side: -1, block: true }).range(from);
      }),
  );
}

class LensWidget extends WidgetType {
  readonly title: string;
  readonly model: string;
  readonly train: (model: string) => void;

  constructor({ command }: CodeLens, train: (model: string) => void) {
    super();
    this.title = command?.title ?? "";
    this.model = String(command?.arguments?.[1] ?? "");
    this.train = train;
  }

  override eq({ title, model }: LensWidget): boolean {
    return title === this.title && model === this.model;
  }

  override toDOM(): HTMLElement {
    const title = `Train ${this.model} in the page`;
    const button = html("button", { type: "button", class: "code-lens", title, tabindex: -1 }, this.title);
    button.addEventListener("click", () => this.train(this.model));
    return html("div", { class: "cm-code-lens" }, button);
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
