/** Does something with the text when the editor opens and after each pause in typing, once the language server has that text. */
import { LSPPlugin } from "@codemirror/lsp-client";
import type { Extension, Text } from "@codemirror/state";
import { type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";

/** Milliseconds without a keystroke. */
const pause = 120;

/** What an act is given: the way to the server, and the text that it speaks of. */
export interface AfterTyping {
  readonly view: EditorView;
  readonly plugin: LSPPlugin;
  readonly doc: Text;
  /** Asks about the text; undefined where it has changed before the answer came: the next pause asks again. */
  readonly ask: <Answer>(method: string, params?: object) => Promise<Answer | undefined>;
}

export function afterTyping(act: (about: AfterTyping) => Promise<void>): Extension {
  return ViewPlugin.define((view) => {
    let timer = window.setTimeout(begin, 0);
    function begin(): void {
      void prepared(view).then((about) => about && act(about));
    }
    return {
      update: ({ docChanged }: ViewUpdate) => {
        if (!docChanged) return;
        window.clearTimeout(timer);
        timer = window.setTimeout(begin, pause);
      },
      destroy: () => window.clearTimeout(timer),
    };
  });
}

async function prepared(view: EditorView): Promise<AfterTyping | undefined> {
  const plugin = LSPPlugin.get(view);
  if (plugin === null) return undefined;
  const { client, uri } = plugin;
  await client.initializing;
  client.sync();
  const { doc } = view.state;
  const ask = async <Answer>(method: string, params: object = {}) => {
    const answer = await client.request<object, Answer>(method, { textDocument: { uri }, ...params });
    return view.state.doc === doc ? answer : undefined;
  };
  return { view, plugin, doc, ask };
}
