/** The panel with the TypeScript that the program turns into, printed when the panel is open and the program has changed. */
import { javascript } from "@codemirror/lang-javascript";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { editorTheme } from "../editor/editor-theme.ts";
import { codeColours } from "../editor/highlighting.ts";
import { html } from "../element.ts";
import type { ProgramRequest, Requests } from "../workers/messages.ts";

type Answer = Requests["typescript"]["answer"];

export interface TypescriptPanel {
  /** Called when the program has changed or the panel was opened. */
  readonly refresh: (request: ProgramRequest) => Promise<void>;
}

export function createTypescriptPanel(
  panel: HTMLElement,
  print: (request: ProgramRequest) => Promise<Answer>,
): TypescriptPanel {
  const note = html("p", { class: "note" }, "Printing …");
  const sheet = html("div", { class: "sheet" });
  panel.append(note, sheet);
  const view = new EditorView({
    parent: sheet,
    extensions: [
      basicSetup,
      javascript({ typescript: true }),
      codeColours,
      editorTheme,
      EditorState.readOnly.of(true),
      EditorView.contentAttributes.of({ "aria-label": "TypeScript", tabindex: "0" }),
    ],
  });
  let printed: string | undefined;
  let asked = 0;
  return {
    refresh: async (request) => {
      const key = JSON.stringify(request);
      if (key === printed || panel.hidden) return;
      printed = key;
      asked += 1;
      const mine = asked;
      const answer = await print(request).catch((error: Error): Answer => ({ problem: error.message }));
      if (mine !== asked) return;
      const problem = "problem" in answer ? answer.problem : undefined;
      note.hidden = problem === undefined;
      note.textContent = problem ?? "";
      panel.classList.toggle("stale", problem !== undefined);
      if ("text" in answer)
        view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: answer.text } });
    },
  };
}
