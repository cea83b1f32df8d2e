/** Shows TypeScript with its colours. It brings that language along, so it is loaded when somebody looks at the panel. */
import { javascript } from "@codemirror/lang-javascript";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { editorTheme } from "../editor/editor-theme.ts";
import { codeColours } from "../editor/highlighting.ts";

/** Gives what shows a text in place of the one before. */
export function createTypescriptView(parent: HTMLElement): (text: string) => void {
  const view = new EditorView({
    parent,
    extensions: [
      basicSetup,
      javascript({ typescript: true }),
      codeColours,
      editorTheme,
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({ "aria-label": "TypeScript", tabindex: "0" }),
    ],
  });
  return (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}
