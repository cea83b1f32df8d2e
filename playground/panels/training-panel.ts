/** The panel that trains: a button, the state of the run, and its curves while they grow. */
import { showNumber } from "../../src/cli/running/show-log.ts";
import type { EpochLog } from "../../src/library/define-callback.ts";
import type { Chart } from "../chart/chart.ts";
import { chartsOfHistory } from "../chart/charts-of-history.ts";
import { drawChart } from "../chart/draw-chart.ts";
import type { Trainer } from "../create-trainer.ts";
import { html } from "../element.ts";
import { proseOf } from "../prose.ts";
import type {
  DataFinding,
  ModelView,
  ProgramRequest,
  TrainingEnd,
  TrainingNews,
} from "../workers/messages.ts";

export interface TrainingPanel {
  /** What can be trained now, or why nothing can. */
  readonly show: (view: ModelView) => void;
  /** Trains, where that is possible and nothing runs. */
  readonly train: () => void;
}

/** One run, as far as it has come. */
interface RunState {
  begun?: Extract<TrainingNews, { kind: "begin" }>;
  readonly history: EpochLog[];
  seconds: number;
}

export function createTrainingPanel(
  panel: HTMLElement,
  trainer: Trainer,
  program: () => ProgramRequest,
  choose: (place: { readonly start: number; readonly end: number }) => void,
): TrainingPanel {
  const button = html("button", { type: "button", class: "primary", id: "train" }, "Train");
  const state = html("span", { class: "state", role: "status" }, "");
  const bar = html("progress", { max: 1, value: 0, "aria-label": "Training" });
  /** What can be done now, above what was said while a model was trained. */
  const offered = html("p", { class: "note", id: "offered" });
  const notes = html("div", { class: "notes" });
  const charts = html("div", { class: "charts" });
  panel.append(html("div", { class: "run" }, button, state), bar, offered, notes, charts);
  const note = (text: string, kind = "note") => notes.append(html("p", { class: kind }, ...proseOf(text)));
  let isRunning = false;
  /** The model whose curves are shown. */
  let trained: string | undefined;
  /** Why nothing can be trained now. */
  let obstacle: string | undefined;
  const offer = () => {
    button.disabled = !isRunning && obstacle !== undefined;
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
      charts.replaceChildren(...chartsOfHistory(run.history, run.begun?.epochs ?? 1).map(chartCard));
    }
    state.textContent = sayState(run);
  };

  const clear = () => {
    delete panel.dataset.outcome;
    trained = undefined;
    notes.replaceChildren();
    charts.replaceChildren();
    bar.value = 0;
    state.textContent = "";
  };

  const train = async () => {
    const run: RunState = { history: [], seconds: 0 };
    isRunning = true;
    clear();
    button.textContent = "Stop";
    state.textContent = "Starting the engine …";
    offer();
    const request = program();
    const end = await trainer.train(request, watch(run, request.text));
    isRunning = false;
    button.textContent = "Train again";
    if (end.outcome === "problem") note(end.problem, "note problem");
    state.textContent = run.begun === undefined ? "" : `${sayEnd(end)}${sayState(run)}`;
    panel.dataset.outcome = end.outcome;
    offer();
  };

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

function whyNothing(errors: number): string {
  return errors > 0
    ? "The program has errors; correct them to train its model."
    : "The program holds no model; `model Name { … }` declares one.";
}

function sayState({ begun, history, seconds }: RunState): string {
  if (begun === undefined) return "Starting the engine …";
  const rows = `${begun.rows.toLocaleString("en-US")} rows`;
  const validation =
    begun.validationRows === 0 ? "" : ` + ${begun.validationRows.toLocaleString("en-US")} for validation`;
  const time = seconds === 0 ? "" : ` · ${seconds.toFixed(1)} s`;
  return `${begun.model} · epoch ${history.length} of ${begun.epochs}${time} · ${rows}${validation} · seed ${begun.seed}`;
}

function sayEnd(end: TrainingEnd): string {
  if (end.outcome === "finished") return "Done: ";
  if (end.outcome === "interrupted") return "Stopped: ";
  if (end.outcome === "stopped") return `${end.reason ?? "Stopped by a callback"}: `;
  return "";
}

function chartCard(chart: Chart): HTMLElement {
  const numbers = chart.lines.map(({ name, colour, dashed }) => ({
    label: html("span", { class: `legend colour-${colour % 6}${dashed ? " dashed" : ""}` }, name),
    value: html("b"),
  }));
  const show = (epoch: number | undefined) => {
    for (const [i, { value }] of numbers.entries()) {
      const { values } = chart.lines[i];
      value.textContent = showNumber(values[(epoch ?? values.length) - 1]);
    }
  };
  show(undefined);
  const legend = numbers.map(({ label, value }) => html("span", { class: "entry" }, label, value));
  return html(
    "figure",
    {},
    html("figcaption", {}, html("span", { class: "name" }, chart.title), ...legend),
    drawChart(chart, show),
  );
}
