/** The panel that trains: a button, the state of the run, and its curves while they grow. */
import { chartsOfHistory } from "../chart/charts-of-history.ts";
import type { Trainer } from "../create-trainer.ts";
import { html } from "../element.ts";
import { proseOf } from "../prose.ts";
import type { DataFinding, ModelView, ProgramRequest, TrainingNews } from "../workers/messages.ts";
import { chartCard } from "./chart-card.ts";
import { type RunState, sayRun } from "./say-run.ts";

export interface TrainingPanel {
  /** What can be trained now, or why nothing can. */
  readonly show: (view: ModelView) => void;
  /** Trains, where that is possible and nothing runs. */
  readonly train: () => void;
}

/** Milliseconds between two pictures of the curves: epochs may be faster than anything can be drawn. */
const pause = 100;

export function createTrainingPanel(
  panel: HTMLElement,
  trainer: Trainer,
  program: () => ProgramRequest,
  choose: (place: { readonly start: number; readonly end: number }) => void,
): TrainingPanel {
  const button = html("button", { type: "button", class: "primary", id: "train" }, "Train");
  const goOn = html("button", { type: "button", id: "go-on", hidden: "" }, "Go on");
  const state = html("span", { class: "state", role: "status" }, "");
  const bar = html("progress", { max: 1, value: 0, "aria-label": "Training" });
  /** What can be done now, above what was said while a model was trained. */
  const offered = html("p", { class: "note", id: "offered" });
  const notes = html("div", { class: "notes" });
  const charts = html("div", { class: "charts" });
  panel.append(html("div", { class: "run" }, button, goOn, state), bar, offered, notes, charts);
  const note = (text: string, kind = "note") => notes.append(html("p", { class: kind }, ...proseOf(text)));
  let isRunning = false;
  let due: ReturnType<typeof setTimeout> | undefined;
  /** The model whose curves are shown. */
  let trained: string | undefined;
  /** A run that was stopped, and the program that it was one of. */
  let halted: { readonly run: RunState; readonly request: ProgramRequest } | undefined;
  /** Why nothing can be trained now. */
  let obstacle: string | undefined;
  const offer = () => {
    button.disabled = !isRunning && obstacle !== undefined;
    goOn.hidden = isRunning || halted === undefined || !isSame(halted.request, program());
    const isFresh = panel.dataset.outcome === undefined;
    const what =
      obstacle ?? (isFresh ? "Trains here, in the page: the numbers are those of `nnc train`." : "");
    offered.hidden = isRunning || what === "";
    offered.replaceChildren(...proseOf(what));
  };

  /** The place can be gone to as long as the program is the one that was trained. */
  const noteFinding = (finding: DataFinding, text: string) => {
    const button = html(
      "button",
      { type: "button", class: "finding-code", title: "Show it in the program" },
      finding.code,
    );
    button.addEventListener("click", () => {
      if (program().text === text) choose(finding);
    });
    const kind = finding.severity === "error" ? "problem" : finding.severity;
    notes.append(html("p", { class: `note ${kind}` }, ...proseOf(finding.text), " ", button));
  };

  const watch = (run: RunState, text: string) => (news: TrainingNews) => {
    if (news.kind === "begin") {
      run.begun = news;
      trained = news.model;
    }
    if (news.kind === "say") note(news.message);
    else if (news.kind === "found") noteFinding(news, text);
    else if (news.kind === "progress") bar.value = (news.epoch - 1 + news.part) / (run.begun?.epochs ?? 1);
    else if (news.kind === "epoch") {
      run.history.push(news.log);
      run.seconds += news.seconds;
      drawSoon(run);
    }
    state.textContent = sayRun(run);
  };

  const draw = ({ history, begun }: RunState) => {
    clearTimeout(due);
    due = undefined;
    charts.replaceChildren(...chartsOfHistory(history, begun?.epochs ?? 1).map(chartCard));
  };
  const drawSoon = (run: RunState) => {
    if (run.history.length === 1) draw(run);
    else due ??= setTimeout(() => draw(run), pause);
  };

  const clear = () => {
    clearTimeout(due);
    due = undefined;
    delete panel.dataset.outcome;
    trained = undefined;
    halted = undefined;
    notes.replaceChildren();
    charts.replaceChildren();
    bar.value = 0;
    state.textContent = "";
  };

  const train = async (before?: RunState) => {
    const run: RunState = before ?? { history: [], seconds: 0 };
    const request = program();
    isRunning = true;
    if (before === undefined) clear();
    delete panel.dataset.outcome;
    button.textContent = "Stop";
    state.textContent = "Starting the engine …";
    offer();
    const goesOn = before === undefined ? {} : { goOn: true };
    const end = await trainer.train({ ...request, ...goesOn }, watch(run, request.text));
    isRunning = false;
    if (run.history.length > 0) draw(run);
    halted = end.outcome === "interrupted" && end.goesOn ? { run, request } : undefined;
    button.textContent = "Train again";
    if (end.outcome === "problem") note(end.problem, "note problem");
    state.textContent = run.begun === undefined ? "" : sayRun(run, end);
    panel.dataset.outcome = end.outcome;
    offer();
  };

  goOn.addEventListener("click", () => {
    if (!isRunning && halted !== undefined) void train(halted.run);
  });
  button.addEventListener("click", () => {
    if (isRunning) {
      state.textContent = "Stopping …";
      trainer.stop();
    } else void train();
  });

  return {
    show: ({ chosen, errors }) => {
      obstacle = chosen === undefined ? whyNothing(errors) : chosen.untrainable;
      // The curves of another model would pass for this one's.
      if (!isRunning && trained !== undefined && chosen !== undefined && trained !== chosen.name) {
        clear();
        button.textContent = "Train";
      }
      // Without curves, what was said was said of another program.
      if (!isRunning && charts.childElementCount === 0) clear();
      offer();
    },
    train: () => {
      if (!isRunning && !button.disabled) void train();
    },
  };
}

function isSame(a: ProgramRequest, b: ProgramRequest): boolean {
  return a.text === b.text && a.model === b.model;
}

function whyNothing(errors: number): string {
  return errors > 0
    ? "The program has errors; correct them to train its model."
    : "The program holds no model; `model Name { … }` declares one.";
}
