/** The editor of the program: CodeMirror with the language server at its side. It tells of every change and of where the cursor stands. */
import { forEachDiagnostic, openLintPanel, setDiagnosticsEffect } from "@codemirror/lint";
import { formatDocument } from "@codemirror/lsp-client";
import { EditorView, type ViewUpdate } from "@codemirror/view";
import { programFile } from "../program-file.ts";
import { basicEditing } from "./basic-editing.ts";
import { showCodeActions } from "./code-actions.ts";
import { connectLanguageServer } from "./connect-language-server.ts";
import { editorTheme } from "./editor-theme.ts";
import { programColours } from "./highlighting.ts";
import { showOutline } from "./outline.ts";

export interface Editor {
  readonly text: () => string;
  readonly replace: (text: string) => void;
  readonly select: (start: number, end: number) => void;
  readonly format: () => void;
  readonly showProblems: () => void;
  readonly showActions: () => void;
  readonly showOutline: () => void;
}

export interface EditorEvents {
  readonly changed: (text: string) => void;
  readonly moved: (offset: number, line: number, column: number) => void;
  readonly found: (problems: ProblemCount) => void;
  /** Somebody wants a model trained. */
  readonly train: (model: string) => void;
}

export interface ProblemCount {
  readonly errors: number;
  readonly warnings: number;
  readonly hints: number;
}

export function createEditor(parent: HTMLElement, text: string, events: EditorEvents): Editor {
  parent.replaceChildren();
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      basicEditing(),
      programColours,
      editorTheme,
      EditorView.contentAttributes.of({ "aria-label": "Program" }),
      connectLanguageServer(events.train).plugin(`file:///${programFile}`, "nn"),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) events.changed(update.state.doc.toString());
        if (update.docChanged || update.selectionSet) tellPosition(update.view, events);
        if (isJudged(update)) events.found(countProblems(update.view));
      }),
    ],
  });
  tellPosition(view, events);
  return {
    text: () => view.state.doc.toString(),
    replace: (next) => {
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: next },
        selection: { anchor: 0 },
      });
      view.scrollDOM.scrollTo(0, 0);
    },
    select: (start, end) => {
      const length = view.state.doc.length;
      view.dispatch({
        selection: { anchor: Math.min(start, length), head: Math.min(end, length) },
        scrollIntoView: true,
      });
      view.focus();
    },
    format: () => {
      formatDocument(view);
    },
    showProblems: () => {
      openLintPanel(view);
    },
    showActions: () => {
      view.focus();
      showCodeActions(view);
    },
    showOutline: () => {
      showOutline(view);
    },
  };
}

function tellPosition({ state }: EditorView, { moved }: EditorEvents): void {
  const { head } = state.selection.main;
  const { number, from } = state.doc.lineAt(head);
  moved(head, number, head - from + 1);
}

function isJudged({ transactions }: ViewUpdate): boolean {
  return transactions.some(({ effects }) => effects.some((effect) => effect.is(setDiagnosticsEffect)));
}

function countProblems({ state }: EditorView): ProblemCount {
  const counts = { errors: 0, warnings: 0, hints: 0 };
  forEachDiagnostic(state, ({ severity }) => {
    if (severity === "error") counts.errors += 1;
    else if (severity === "warning") counts.warnings += 1;
    else counts.hints += 1;
  });
  return counts;
}
