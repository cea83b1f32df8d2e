/** Trains the page's program on a table that the page holds: the product's own loop and engine, with the page as its screen. */
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import plainUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url";
import simdUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url";
import threadedUrl from "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url";
import type { Model } from "../../src/checker/model.ts";
import { summarize } from "../../src/checker/summarize.ts";
import { notAllowed } from "../../src/checker/suppress.ts";
import { runningCallbacks } from "../../src/cli/running/running-callbacks.ts";
import { sayBroken } from "../../src/cli/running/say-broken.ts";
import { library } from "../../src/library/index.ts";
import { initialSlots, initialWeights } from "../../src/lowering/initial-state.ts";
import { lower } from "../../src/lowering/lower.ts";
import type { Parsed } from "../../src/parser/parse.ts";
import { judgeData } from "../../src/runtime/data/findings/judge-data.ts";
import { loadTrainingData, type TrainingData } from "../../src/runtime/data/load-training-data.ts";
import { fit } from "../../src/runtime/fit.ts";
import type { FitEvent, FitResult, FitSettings } from "../../src/runtime/fit-request.ts";
import { freshRecord, type RunRecord } from "../../src/runtime/run-record.ts";
import { createEngine } from "../../src/runtime/tfjs/create-engine.ts";
import { dataSets } from "../data-sets.ts";
import { answerPage } from "./answer-page.ts";
import { compileProgram } from "./compile-program.ts";
import type { DataFinding, TrainingEnd, TrainingNews, TrainingRequest } from "./messages.ts";
import { noFiles } from "./no-files.ts";
import { whyUntrainable } from "./why-untrainable.ts";

type Tell = (news: TrainingNews) => void;

setWasmPaths({
  "tfjs-backend-wasm.wasm": plainUrl,
  "tfjs-backend-wasm-simd.wasm": simdUrl,
  "tfjs-backend-wasm-threaded-simd.wasm": threadedUrl,
});

let running: AbortController | undefined;
/** The run that was stopped last, where it stood. */
let halted: Halted | undefined;

interface Halted {
  readonly text: string;
  readonly model: string;
  readonly seed: number;
  readonly record: RunRecord;
}

answerPage({
  train,
  stop: () => {
    running?.abort();
    return null;
  },
});

async function train(request: TrainingRequest, tell: Tell): Promise<TrainingEnd> {
  const { model, parsed } = compileProgram(request);
  if (model === undefined)
    return { outcome: "problem", problem: "The program has errors; correct them first." };
  const obstacle = whyUntrainable(model, summarize(model, library));
  if (obstacle !== undefined) return { outcome: "problem", problem: obstacle };
  const before = request.goOn === true ? haltedRun(request.text, model) : undefined;
  if (request.goOn === true && before === undefined)
    return {
      outcome: "problem",
      problem: "There is no run of this program that could go on; train it again.",
    };
  halted = undefined;
  const settings = settingsOf(model, before?.seed);
  const data = await readData(model, settings.seed);
  if (typeof data === "string") return { outcome: "problem", problem: data };
  const findings = before === undefined ? findingsIn(model, data, parsed) : [];
  for (const finding of findings) tell({ kind: "found", ...finding });
  if (findings.some(({ severity }) => severity === "error"))
    return { outcome: "problem", problem: "The table does not suit the program." };
  running = new AbortController();
  const result = await runTraining(
    { model, settings, data, signal: running.signal, record: before?.record },
    tell,
  );
  if (result.outcome === "broken")
    return { outcome: "problem", problem: sentence(sayBroken(model, result.broken)) };
  if (result.outcome === "stopped") return { outcome: "stopped", reason: result.reason };
  if (result.outcome === "finished") return { outcome: "finished" };
  halted = { text: request.text, model: model.name, seed: settings.seed, record: result.record };
  return { outcome: "interrupted", goesOn: true };
}

function haltedRun(text: string, { name }: Model): Halted | undefined {
  return halted?.text === text && halted.model === name ? halted : undefined;
}

/** The command line begins its lines with a word of its own; here a message stands alone. */
function sentence(line: string): string {
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;
}

/** Without a seed of the author's one is drawn, which the page shows and a run that goes on keeps. */
function settingsOf({ train }: Model, before: number | undefined): FitSettings {
  const { epochs, batchSize, shuffle } = train;
  const [drawn] = crypto.getRandomValues(new Uint32Array(1));
  return { epochs, batchSize, shuffle, seed: train.seed ?? before ?? drawn >>> 1 };
}

/** The examples, or what is wrong with the table. */
async function readData(model: Model, seed: number): Promise<TrainingData | string> {
  const source = async (file: string) => ({ file, text: (await dataSets.get(file)?.()) ?? "" });
  const { validationData, validationSplit } = model.train;
  const loaded = loadTrainingData({
    model,
    library,
    table: await source(model.data?.file ?? ""),
    ...(validationData === undefined ? {} : { validationTable: await source(validationData) }),
    validationSplit,
    seed,
  });
  if ("data" in loaded) return loaded.data;
  return loaded.problems.map(({ message, help = "" }) => `${message} ${help}`.trim()).join("\n");
}

/** What `nnc train` says of the data before the first epoch. */
function findingsIn(model: Model, data: TrainingData, parsed: readonly Parsed[]): readonly DataFinding[] {
  const found = judgeData({ ...data, model, library, file: model.data?.file ?? "" });
  return notAllowed(found, parsed).map(({ code, severity, message, help = "", span: { start, end } }) => ({
    code,
    severity,
    text: `${message} ${help}`.trim(),
    start,
    end,
  }));
}

interface Run {
  readonly model: Model;
  readonly settings: FitSettings;
  readonly data: TrainingData;
  readonly signal: AbortSignal;
  /** Absent where it begins. */
  readonly record?: RunRecord;
}

async function runTraining({ model, settings, data, signal, record }: Run, tell: Tell): Promise<FitResult> {
  const { training, validation } = data;
  const lowered = lower(model, library);
  const slots = initialSlots([...(lowered.training?.slots ?? []), ...(lowered.training?.accumulators ?? [])]);
  const engine = await createEngine("tfjs-wasm");
  tell({
    kind: "begin",
    model: model.name,
    epochs: settings.epochs,
    rows: training.rows,
    validationRows: validation?.rows ?? 0,
    seed: settings.seed,
  });
  try {
    return await fit({
      engine,
      lowered,
      record: record ?? freshRecord(initialWeights(lowered, library, settings.seed), slots),
      training,
      ...(validation === undefined ? {} : { validation }),
      settings,
      callbacks: runningCallbacks(model, library),
      files: noFiles((message) => tell({ kind: "say", message })),
      signal,
      watch: (event) => watch(event, tell),
    });
  } finally {
    engine.dispose();
  }
}

function watch(event: FitEvent, tell: Tell): void {
  if (event.kind === "epoch") tell({ kind: "epoch", ...event.entry });
  else if (event.kind === "say") tell(event);
  else if (event.kind === "training")
    tell({ kind: "progress", epoch: event.epoch, part: event.batch / event.batches });
}
