/** Paths of tables that the page holds are links: Ctrl or Cmd and a click opens one. */
import type { Extension } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";
import type { DocumentLink } from "vscode-languageserver-protocol";
import { dataSets } from "../data-sets.ts";
import { askedDecorations } from "./asked-decorations.ts";

export function fileLinks(): Extension {
  return [
    askedDecorations<readonly DocumentLink[]>(
      "textDocument/documentLink",
      () => ({}),
      (links, { plugin, doc }) =>
        links.flatMap(({ range, target = "" }) => {
          const file = target.replace(/^file:\/+/, "");
          if (!dataSets.has(file)) return [];
          const attributes = { "data-file": file, title: "Ctrl or Cmd and a click opens the table" };
          const mark = Decoration.mark({ class: "cm-file-link", attributes });
          return [mark.range(plugin.fromPosition(range.start, doc), plugin.fromPosition(range.end, doc))];
        }),
    ),
    EditorView.domEventHandlers({
      mousedown: (event) => {
        if (!event.ctrlKey && !event.metaKey) return false;
        const link = (event.target as Element).closest<HTMLElement>("[data-file]");
        if (link === null) return false;
        void openTable(link.dataset.file ?? "");
        return true;
      },
    }),
  ];
}

async function openTable(file: string): Promise<void> {
  const text = await dataSets.get(file)?.();
  if (text !== undefined) window.open(URL.createObjectURL(new Blob([text], { type: "text/plain" })));
}
