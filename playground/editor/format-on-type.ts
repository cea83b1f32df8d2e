/** Lays out what was just finished: the line before a new one, and what a brace closes. */
import { isolateHistory } from "@codemirror/commands";
import { LSPPlugin } from "@codemirror/lsp-client";
import type { Extension } from "@codemirror/state";
import { EditorView, type ViewUpdate } from "@codemirror/view";
import type { TextEdit } from "vscode-languageserver-protocol";
import { changeOf } from "./changes-of.ts";

export function formatOnType(): Extension {
  return EditorView.updateListener.of((update) => {
    const typed = typedBy(update);
    if (typed !== undefined) void layOut(update.view, typed);
  });
}

function typedBy({ transactions, state }: ViewUpdate): "}" | "\n" | undefined {
  if (!transactions.some((transaction) => transaction.isUserEvent("input") && transaction.docChanged))
    return undefined;
  const { head } = state.selection.main;
  if (state.sliceDoc(head - 1, head) === "}") return "}";
  const line = state.doc.lineAt(head);
  // A new line comes with its indentation; only the keystroke that made it counts.
  const isNew = transactions.some(
    (transaction) => transaction.changes.newLength > 0 && insertsLine(transaction),
  );
  return isNew && line.text.slice(0, head - line.from).trim() === "" ? "\n" : undefined;
}

function insertsLine({ changes }: ViewUpdate["transactions"][number]): boolean {
  let found = false;
  changes.iterChanges((_from, _to, _start, _end, inserted) => {
    found ||= inserted.lines > 1;
  });
  return found;
}

async function layOut(view: EditorView, ch: string): Promise<void> {
  const plugin = LSPPlugin.get(view);
  if (plugin === null) return;
  plugin.client.sync();
  const { doc, selection } = view.state;
  const edits = await plugin.client.request<object, readonly TextEdit[] | null>(
    "textDocument/onTypeFormatting",
    {
      textDocument: { uri: plugin.uri },
      position: plugin.toPosition(selection.main.head),
      ch,
      options: { tabSize: 2, insertSpaces: true },
    },
  );
  if (view.state.doc !== doc || edits === null || edits.length === 0) return;
  view.dispatch({
    changes: edits.map((edit) => changeOf(edit, plugin, doc)),
    userEvent: "format",
    annotations: isolateHistory.of("before"),
  });
}
