/** Selects more, from the word at the cursor to the argument, the step, the flow, the statement and so on outwards; and less again. */
import type { LSPPlugin } from "@codemirror/lsp-client";
import { type EditorSelection, type Extension, Prec, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import type { SelectionRange } from "vscode-languageserver-protocol";
import { withServer } from "./with-server.ts";

const grown = StateEffect.define<EditorSelection>();
const shrunk = StateEffect.define<null>();

/** What was selected before each step outwards, for as long as nothing else is selected or typed. */
const steps = StateField.define<readonly EditorSelection[]>({
  create: () => [],
  update: (before, { effects, docChanged, selection }) => {
    const from = effects.find((effect) => effect.is(grown))?.value;
    if (from !== undefined) return [...before, from];
    if (effects.some((effect) => effect.is(shrunk))) return before.slice(0, -1);
    return docChanged || selection ? [] : before;
  },
});

export function expandSelection(): Extension {
  // CodeMirror's own keys for it know no tree of this language.
  const keys = keymap.of([
    { key: "Mod-i", run: withServer(expand), preventDefault: true },
    { key: "Shift-Alt-ArrowRight", run: withServer(expand), preventDefault: true },
    { key: "Shift-Alt-ArrowLeft", run: shrink, preventDefault: true },
  ]);
  return [steps, Prec.high(keys)];
}

function shrink(view: EditorView): boolean {
  const selection = view.state.field(steps).at(-1);
  if (selection === undefined) return false;
  view.dispatch({ selection, effects: shrunk.of(null), userEvent: "select" });
  return true;
}

async function expand(view: EditorView, plugin: LSPPlugin): Promise<void> {
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
    const effects = grown.of(selection);
    view.dispatch({ selection: { anchor: start, head: end }, effects, userEvent: "select" });
    return;
  }
}
