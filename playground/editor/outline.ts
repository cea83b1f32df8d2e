/** The outline of the program: models, blocks and all that has a name in them, to go to one by letters of its name. */
import type { LSPPlugin } from "@codemirror/lsp-client";
import type { Extension } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import type { DocumentSymbol } from "vscode-languageserver-protocol";
import { type Place, showPlaces } from "./place-panel.ts";
import { withServer } from "./with-server.ts";

export function outline(): Extension {
  return keymap.of([{ key: "Mod-Shift-o", run: showOutline, preventDefault: true }]);
}

export const showOutline = withServer(open);

async function open(view: EditorView, plugin: LSPPlugin): Promise<void> {
  const { doc } = view.state;
  const symbols = await plugin.client.request<object, readonly DocumentSymbol[] | null>(
    "textDocument/documentSymbol",
    { textDocument: { uri: plugin.uri } },
  );
  if (view.state.doc !== doc) return;
  const placesOf =
    (depth: number) =>
    (symbol: DocumentSymbol): readonly Place[] => {
      const { name, detail, selectionRange, children = [] } = symbol;
      const from = plugin.fromPosition(selectionRange.start, doc);
      const to = plugin.fromPosition(selectionRange.end, doc);
      return [
        { label: name, depth, from, to, ...(detail === undefined ? {} : { detail }) },
        ...children.flatMap(placesOf(depth + 1)),
      ];
    };
  showPlaces(view, {
    title: "Go to a name of the program",
    none: "Nothing is called so.",
    places: (symbols ?? []).flatMap(placesOf(0)),
  });
}
