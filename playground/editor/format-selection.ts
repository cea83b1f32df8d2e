/** Lays out the lines of the selection, or that of the cursor, alone. */
import type { LSPPlugin } from "@codemirror/lsp-client";
import type { Extension } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import type { TextEdit } from "vscode-languageserver-protocol";
import { changeOf } from "./changes-of.ts";
import { withServer } from "./with-server.ts";

export function formatSelection(): Extension {
  return keymap.of([{ key: "Mod-k Mod-f", run: withServer(layOut), preventDefault: true }]);
}

async function layOut(view: EditorView, plugin: LSPPlugin): Promise<void> {
  const { doc, selection } = view.state;
  const [{ from }, { to }] = [doc.lineAt(selection.main.from), doc.lineAt(selection.main.to)];
  const edits = await plugin.client.request<object, readonly TextEdit[] | null>(
    "textDocument/rangeFormatting",
    {
      textDocument: { uri: plugin.uri },
      range: { start: plugin.toPosition(from), end: plugin.toPosition(to) },
      options: { tabSize: 2, insertSpaces: true },
    },
  );
  if (view.state.doc !== doc || edits === null) return;
  view.dispatch({ changes: edits.map((edit) => changeOf(edit, plugin, doc)), userEvent: "format" });
}
