/** Edits of the language server as changes of the editor's text. */
import type { LSPPlugin } from "@codemirror/lsp-client";
import type { ChangeSpec, Text } from "@codemirror/state";
import type { TextEdit, WorkspaceEdit } from "vscode-languageserver-protocol";

/** What an edit of several files changes in this one: the page has no other. */
export function changesOf(edit: WorkspaceEdit | undefined, plugin: LSPPlugin, doc: Text): ChangeSpec[] {
  const documents = (edit?.documentChanges ?? []).flatMap((change) =>
    "edits" in change && change.textDocument.uri === plugin.uri ? change.edits : [],
  );
  return [...(edit?.changes?.[plugin.uri] ?? []), ...documents].flatMap((each) =>
    "newText" in each ? [changeOf(each, plugin, doc)] : [],
  );
}

export function changeOf({ range, newText }: TextEdit, plugin: LSPPlugin, doc: Text): ChangeSpec {
  return {
    from: plugin.fromPosition(range.start, doc),
    to: plugin.fromPosition(range.end, doc),
    insert: newText,
  };
}
