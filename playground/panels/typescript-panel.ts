/** The panel with the TypeScript that the program turns into, printed when the panel is open and the program has changed. */
import { html } from "../element.ts";
import { proseOf } from "../prose.ts";
import type { ProgramRequest, Requests } from "../workers/messages.ts";

type Answer = Requests["typescript"]["answer"];
type Printed = Extract<Answer, { readonly text: string }>;

export interface TypescriptPanel {
  /** Called when the program has changed or the panel was opened. */
  readonly refresh: (request: ProgramRequest) => Promise<void>;
}

export function createTypescriptPanel(
  panel: HTMLElement,
  print: (request: ProgramRequest) => Promise<Answer>,
): TypescriptPanel {
  const note = html("p", { class: "note" }, "Printing …");
  const said = html("span", { role: "status" });
  const copy = html("button", { type: "button" }, "Copy");
  const download = html("button", { type: "button" }, "Download");
  const bar = html("div", { class: "bar", hidden: "" }, copy, download, said);
  const sheet = html("div", { class: "sheet" });
  panel.append(note, bar, sheet);
  let shown: Printed | undefined;
  let show: ((text: string) => void) | undefined;
  let printed: string | undefined;
  let asked = 0;
  copy.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(shown?.text ?? "").then(
      () => true,
      () => false,
    );
    said.textContent = copied ? "The module is on the clipboard." : "The browser does not let it be copied.";
  });
  download.addEventListener("click", () => save(shown));
  return {
    refresh: async (request) => {
      const key = JSON.stringify(request);
      if (key === printed || panel.hidden) return;
      printed = key;
      asked += 1;
      const mine = asked;
      const answer = await print(request).catch((error: Error): Answer => ({ problem: error.message }));
      const { createTypescriptView } = await import("./typescript-view.ts");
      if (mine !== asked) return;
      const problem = "problem" in answer ? answer.problem : undefined;
      note.hidden = problem === undefined;
      note.replaceChildren(...proseOf(problem ?? ""));
      panel.classList.toggle("stale", problem !== undefined);
      bar.hidden = problem !== undefined;
      said.textContent = "";
      if (!("text" in answer)) return;
      shown = answer;
      show ??= createTypescriptView(sheet);
      show(answer.text);
    },
  };
}

function save(printed: Printed | undefined): void {
  if (printed === undefined) return;
  const href = URL.createObjectURL(new Blob([printed.text], { type: "text/plain" }));
  html("a", { href, download: printed.file }).click();
  // The browser has begun to read it once the click is over.
  setTimeout(() => URL.revokeObjectURL(href), 0);
}
