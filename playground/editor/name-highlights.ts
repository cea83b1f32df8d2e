/** The other places that speak of the name at the cursor, marked once it has rested there for a moment. */
import { LSPPlugin } from "@codemirror/lsp-client";
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, ViewPlugin } from "@codemirror/view";
import type { DocumentHighlight } from "vscode-languageserver-protocol";

/** Milliseconds. */
const rest = 150;

const set = StateEffect.define<DecorationSet>();
const mark = Decoration.mark({ class: "cm-same-name" });

const shown = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, { effects, docChanged, selection }) =>
    effects.find((effect) => effect.is(set))?.value ?? (docChanged || selection ? Decoration.none : before),
  provide: (field) => EditorView.decorations.from(field),
});

export function nameHighlights(): Extension {
  const follow = ViewPlugin.define((view) => {
    let timer = 0;
    return {
      update: ({ selectionSet, docChanged }) => {
        if (!selectionSet && !docChanged) return;
        window.clearTimeout(timer);
        timer = window.setTimeout(() => void refresh(view), rest);
      },
      destroy: () => window.clearTimeout(timer),
    };
  });
  return [shown, follow];
}

async function refresh(view: EditorView): Promise<void> {
  const plugin = LSPPlugin.get(view);
  const { doc, selection } = view.state;
  if (plugin === null || !selection.main.empty) return;
  await plugin.client.initializing;
  plugin.client.sync();
  const found = await plugin.client.request<object, readonly DocumentHighlight[] | null>(
    "textDocument/documentHighlight",
    { textDocument: { uri: plugin.uri }, position: plugin.toPosition(selection.main.head) },
  );
  if (view.state.doc !== doc || !view.state.selection.eq(selection)) return;
  const marks = (found ?? []).map(({ range }) =>
    mark.range(plugin.fromPosition(range.start, doc), plugin.fromPosition(range.end, doc)),
  );
  view.dispatch({ effects: set.of(Decoration.set(marks, true)) });
}
