/** The playground's page: a program on the left, what it is on the right, everything computed in workers. */
import { askWorker } from "./ask-worker.ts";
import { createEditor } from "./editor/create-editor.ts";
import { elementOf, html } from "./element.ts";
import { examples } from "./examples.ts";
import { latestOnly } from "./latest-only.ts";
import { createGraphPanel } from "./panels/graph-panel.ts";
import { createTabs } from "./panels/tabs.ts";
import { createTrainingPanel } from "./panels/training-panel.ts";
import { createTypescriptPanel } from "./panels/typescript-panel.ts";
import { fragmentOf, holdsProgram, programIn } from "./program-link.ts";
import { showProblems } from "./show-problems.ts";
import { showSums } from "./show-sums.ts";
import { switchTheme } from "./switch-theme.ts";
import type { ModelView } from "./workers/messages.ts";

const models = askWorker<"view" | "typescript">(
  new Worker(new URL("./workers/model-worker.ts", import.meta.url), { type: "module" }),
);
const trainer = askWorker<"train" | "stop">(
  new Worker(new URL("./workers/training-worker.ts", import.meta.url), { type: "module" }),
);
const message = elementOf("message");
const modelChoice = elementOf<HTMLSelectElement>("model");
const exampleChoice = elementOf<HTMLSelectElement>("example");

const fromLink = await programIn(location.hash);
if (fromLink === undefined && holdsProgram(location.hash))
  say("The link is damaged, so this is an example instead; ask for the link again.");

const graph = createGraphPanel(elementOf("graph"), ({ start, end }) => editor.select(start, end));
const training = createTrainingPanel(elementOf("training"), trainer, program);
const typescript = createTypescriptPanel(elementOf("typescript"), (request) => models("typescript", request));
let cursor = 0;

const refresh = latestOnly(
  async () => {
    const view = await models("view", program());
    showModels(view);
    graph.show(view);
    graph.mark(cursor);
    training.show(view);
    elementOf("sums").textContent = view.chosen === undefined ? "" : showSums(view.chosen.summary);
    await typescript.refresh(program());
  },
  (error) =>
    say(
      `This is our fault, not yours: ${error instanceof Error ? error.message : error}. Please report it with the program.`,
    ),
);

const editor = createEditor(elementOf("editor"), fromLink ?? examples[0].text, {
  changed: () => {
    say("");
    refresh();
  },
  moved: (offset, line, column) => {
    cursor = offset;
    graph.mark(offset);
    elementOf("position").textContent = `${line}:${column}`;
  },
  found: (counts) => showProblems(elementOf("problems"), counts),
});

createTabs(["graph", "training", "typescript"], (tab) => {
  if (tab === "typescript") void typescript.refresh(program());
});
fillExamples();
connectButtons();
refresh();

function program() {
  return { text: editor.text(), ...(modelChoice.value === "" ? {} : { model: modelChoice.value }) };
}

/** The choice of a model stands only where there is one. */
function showModels({ models: names, chosen }: ModelView): void {
  modelChoice.hidden = names.length < 2;
  if (chosen === undefined) return;
  modelChoice.replaceChildren(...names.map((name) => html("option", {}, name)));
  modelChoice.value = chosen.name;
}

function fillExamples(): void {
  const own = html("option", { value: "", hidden: "" }, "your program");
  exampleChoice.append(own, ...examples.map(({ name }) => html("option", { value: name }, name)));
  exampleChoice.value = fromLink === undefined ? examples[0].name : "";
  const tellAbout = () => {
    const example = examples.find(({ name }) => name === exampleChoice.value);
    elementOf("about").textContent = example?.about ?? "";
    return example;
  };
  tellAbout();
  exampleChoice.addEventListener("change", () => {
    const example = tellAbout();
    if (example === undefined) return;
    history.replaceState(null, "", location.pathname + location.search);
    editor.replace(example.text);
  });
}

function connectButtons(): void {
  modelChoice.addEventListener("change", refresh);
  elementOf("format").addEventListener("click", editor.format);
  elementOf("problems").addEventListener("click", editor.showProblems);
  elementOf("theme").addEventListener("click", switchTheme);
  elementOf("link").addEventListener("click", async () => {
    history.replaceState(null, "", await fragmentOf(editor.text()));
    const copied = await navigator.clipboard.writeText(location.href).then(
      () => true,
      () => false,
    );
    say(copied ? "The link is on the clipboard." : "The link is in the address bar.");
  });
  window.addEventListener("hashchange", async () => {
    const text = await programIn(location.hash);
    if (text !== undefined && text !== editor.text()) editor.replace(text);
  });
}

function say(text: string): void {
  message.textContent = text;
}
