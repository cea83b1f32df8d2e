/** A command of the editor that asks the language server about the text as it stands; none where there is no server. */
import { LSPPlugin } from "@codemirror/lsp-client";
import type { Command, EditorView } from "@codemirror/view";

export function withServer(act: (view: EditorView, plugin: LSPPlugin) => Promise<void>): Command {
  return (view) => {
    const plugin = LSPPlugin.get(view);
    if (plugin === null) return false;
    plugin.client.sync();
    void act(view, plugin);
    return true;
  };
}
