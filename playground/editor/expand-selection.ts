/** Selects more: from the word at the cursor to the argument, the step, the flow, the statement and so on outwards. */
import { LSPPlugin } from "@codemirror/lsp-client";
import { type Extension, Prec } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import type { SelectionRange } from "vscode-languageserver-protocol";

export function expandSelection(): Extension {
  // CodeMirror's own keys for it know no tree of this language.
  return Prec.high(
    keymap.of([
      { key: "Mod-i", run: expand, preventDefault: true },
      { key: "Shift-Alt-ArrowRight", run: expand, preventDefault: true },
    ]),
  );
}

function expand(view: EditorView): boolean {
  const plugin = LSPPlugin.get(view);
  if (plugin === null) return false;
  void expandWith(view, plugin);
  return true;
}

async function expandWith(view: EditorView, plugin: LSPPlugin): Promise<void> {
  plugin.client.sync();
  const { doc, selection } = view.state;
  const { from, to } = selection.main;
  const [innermost] = await plugin.client.request<object, readonly SelectionRange[]>(
    "textDocument/selectionRange",
    { textDocument: { uri: plugin.uri }, positions: [plugin.toPosition(from)] },
  );
  if (view.state.doc !== doc) return;
  for (let range: SelectionRange | undefined = innermost; range !== undefined; range = range.parent) {
    const [start, end] = [
      plugin.fromPosition(range.range.start, doc),
      plugin.fromPosition(range.range.end, doc),
    ];
    if (start > from || end < to || (start === from && end === to)) continue;
    view.dispatch({ selection: { anchor: start, head: end }, userEvent: "select" });
    return;
  }
}
