/** Edits of the compiler as the protocol has them: by file, in the order of the text. */
import type { TextEdit, WorkspaceEdit } from "vscode-languageserver-types";
import type { Edit } from "../diagnostics/diagnostic.ts";
import { locate } from "./locate.ts";
import type { Snapshot } from "./snapshot.ts";

export function workspaceEdit(snapshot: Snapshot, edits: readonly Edit[]): WorkspaceEdit {
  const changes = new Map<string, TextEdit[]>();
  for (const { span, text } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    const { uri, range } = locate(snapshot, span);
    const known = changes.get(uri) ?? [];
    known.push({ range, newText: text });
    changes.set(uri, known);
  }
  return { changes: Object.fromEntries(changes) };
}
