/** The panel that trains: a button, the state of the run, and its curves while they grow. */
import { showNumber } from "../../src/cli/running/show-log.ts";
import type { EpochLog } from "../../src/library/define-callback.ts";
import type { Ask } from "../ask-worker.ts";
import type { Chart } from "../chart/chart.ts";
import { chartsOfHistory } from "../chart/charts-of-history.ts";
import { drawChart } from "../chart/draw-chart.ts";
import { html } from "../element.ts";
import type { ModelView, ProgramRequest, TrainingEnd, TrainingNews } from "../workers/messages.ts";

export interface TrainingPanel {
  /** What can be trained now, or why nothing can. */
  readonly show: (view: ModelView) => void;
}

/** One run, as far as it has come. */
interface RunState {
  begun?: Extract<TrainingNews, { kind: "begin" }>;
  readonly history: EpochLog[];
  seconds: number;
}

export function createTrainingPanel(
  panel: HTMLElement,
  ask: Ask<"train" | "stop">,
  program: () => ProgramRequest,
): TrainingPanel {
  const button = html("button", { type: "button", class: "primary", id: "train" }, "Train");
  const state = html("span", { class: "state", role: "status" }, "");
  const bar = html("progress", { max: 1, value: 0 });
  const notes = html("div", { class: "notes" });
  const charts = html("div", { class: "charts" });
  panel.append(html("div", { class: "run" }, button, state), bar, notes, charts);
  const note = (text: string, kind = "note") => notes.append(html("p", { class: kind }, text));
  let isRunning = false;

  const watch = (run: RunState) => (news: TrainingNews) => {
    if (news.kind === "begin") run.begun = news;
    else if (news.kind === "say") note(news.message);
    else if (news.kind === "progress") bar.value = (news.epoch - 1 + news.part) / (run.begun?.epochs ?? 1);
    else {
      run.history.push(news.log);
      run.seconds += news.seconds;
      charts.replaceChildren(...chartsOfHistory(run.history, run.begun?.epochs ?? 1).map(chartCard));
    }
    state.textContent = sayState(run);
  };

  const train = async () => {
    const run: RunState = { history: [], seconds: 0 };
    isRunning = true;
    delete panel.dataset.outcome;
    button.textContent = "Stop";
    notes.replaceChildren();
    charts.replaceChildren();
    bar.value = 0;
    state.textContent = "Starting the engine …";
    const end = await ask("train", program(), watch(run)).catch(
      (error: Error): TrainingEnd => ({ outcome: "problem", problem: error.message }),
    );
    isRunning = false;
    button.textContent = "Train again";
    if (end.outcome === "problem") note(end.problem, "note problem");
    state.textContent = run.begun === undefined ? "" : `${sayEnd(end)}${sayState(run)}`;
    panel.dataset.outcome = end.outcome;
  };

  button.addEventListener("click", () => {
    if (isRunning) void ask("stop", null);
    else void train();
  });

  return {
    show: ({ chosen, errors }) => {
      const why = chosen === undefined ? whyNothing(errors) : chosen.untrainable;
      button.disabled = !isRunning && why !== undefined;
      button.title = why ?? "";
      if (!isRunning && charts.childElementCount === 0) {
        notes.replaceChildren();
        note(why ?? `Trains ${chosen?.name} here, in the page: the numbers are those of \`nnc train\`.`);
      }
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
  return `epoch ${history.length} of ${begun.epochs}${time} · ${rows}${validation} · seed ${begun.seed}`;
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
