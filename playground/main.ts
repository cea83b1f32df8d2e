/** The playground's page: a program on the left, what it is on the right, everything computed in workers. */
import { askWorker } from "./ask-worker.ts";
import { createTrainer } from "./create-trainer.ts";
import { createEditor } from "./editor/create-editor.ts";
import { elementOf, html } from "./element.ts";
import { type Example, examples } from "./examples.ts";
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

/** Milliseconds without a change until the address holds the program. */
const restOfAddress = 400;

const models = askWorker<"view" | "typescript">(
  new Worker(new URL("./workers/model-worker.ts", import.meta.url), { type: "module" }),
);
const message = elementOf("message");
const modelChoice = elementOf<HTMLSelectElement>("model");
const exampleChoice = elementOf<HTMLSelectElement>("example");

const fromLink = await programIn(location.hash);
if (fromLink === undefined) sayDamaged();

const graph = createGraphPanel(elementOf("graph"), ({ start, end }) => editor.select(start, end));
const training = createTrainingPanel(elementOf("training"), createTrainer(), program, ({ start, end }) =>
  editor.select(start, end),
);
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
  changed: (text) => {
    say("");
    showExample(text);
    keepInAddress();
    refresh();
  },
  moved: (offset, line, column) => {
    cursor = offset;
    graph.mark(offset);
    elementOf("position").textContent = `${line}:${column}`;
  },
  found: (counts) => showProblems(elementOf("problems"), counts),
  train: async (model) => {
    open("training");
    modelChoice.value = model;
    training.show(await models("view", program()));
    training.train();
  },
});

const open = createTabs(["graph", "training", "typescript"], (tab) => {
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

function exampleOf(text: string): Example | undefined {
  return examples.find((example) => example.text === text);
}

/** A program that somebody has changed is no example any more, and can become one again. */
function showExample(text: string): void {
  const example = exampleOf(text);
  exampleChoice.value = example?.name ?? "";
  elementOf("about").textContent = example?.about ?? "";
}

function fillExamples(): void {
  const own = html("option", { value: "", hidden: "" }, "your program");
  exampleChoice.append(own, ...examples.map(({ name }) => html("option", { value: name }, name)));
  showExample(editor.text());
  exampleChoice.addEventListener("change", () => {
    const example = examples.find(({ name }) => name === exampleChoice.value);
    if (example !== undefined) editor.replace(example.text);
  });
}

let addressTimer = 0;

/** The address holds what stands in the editor, so that a page that is loaded again has it still. */
function keepInAddress(): void {
  window.clearTimeout(addressTimer);
  addressTimer = window.setTimeout(() => void writeAddress(), restOfAddress);
}

async function writeAddress(): Promise<void> {
  const text = editor.text();
  const isExample = exampleOf(text) !== undefined;
  const address = isExample ? location.pathname + location.search : await fragmentOf(text);
  if (text === editor.text()) history.replaceState(null, "", address);
}

function connectButtons(): void {
  modelChoice.addEventListener("change", refresh);
  elementOf("format").addEventListener("click", editor.format);
  elementOf("problems").addEventListener("click", editor.showProblems);
  elementOf("actions").addEventListener("click", editor.showActions);
  elementOf("outline").addEventListener("click", editor.showOutline);
  elementOf("theme").addEventListener("click", switchTheme);
  elementOf("help").addEventListener("click", () => elementOf<HTMLDialogElement>("guide").showModal());
  elementOf("hints").addEventListener("click", ({ currentTarget }) => {
    const hidden = elementOf("editor").classList.toggle("without-hints");
    (currentTarget as HTMLElement).setAttribute("aria-pressed", String(!hidden));
  });
  elementOf("link").addEventListener("click", async () => {
    const address = new URL(await fragmentOf(editor.text()), location.href).href;
    history.replaceState(null, "", address);
    const copied = await navigator.clipboard.writeText(address).then(
      () => true,
      () => false,
    );
    say(copied ? "The link is on the clipboard." : "The link is in the address bar.");
  });
  window.addEventListener("hashchange", async () => {
    const text = await programIn(location.hash);
    if (text === undefined) sayDamaged();
    else if (text !== editor.text()) editor.replace(text);
  });
}

function sayDamaged(): void {
  if (holdsProgram(location.hash))
    say(
      "This page cannot read the program in the link: it is damaged, or made by another version. Ask for it again.",
    );
}

function say(text: string): void {
  message.textContent = text;
}
