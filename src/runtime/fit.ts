/**
 * The training loop: epochs of train steps, validation, callbacks. The loss leaves the device once an epoch. A run can end
 * between any two batches and go on from its record later, to the same bytes.
 */
import type { EpochLog } from "../library/define-callback.ts";
import { evaluateDataset } from "./evaluate-dataset.ts";
import type { BrokenRun } from "./find-bad-layer.ts";
import { finishWeights } from "./finish-weights.ts";
import type { FitRequest, FitResult } from "./fit-request.ts";
import { createRun, type Run, takeRecord } from "./run.ts";
import { runBatches } from "./run-batches.ts";
import { callCallbacks, createActs } from "./training-acts.ts";

/** Throws Problem where a size of the data leaves a layer nothing to compute, and what `files` throws. */
export async function fit(request: FitRequest): Promise<FitResult> {
  const { record, settings } = request;
  if (record.ended && record.stopped !== undefined)
    return { outcome: "stopped", reason: record.stopped, record };
  if (record.ended && record.position.epoch >= settings.epochs) return { outcome: "finished", record };
  const run = createRun(request);
  try {
    return await runToEnd(run);
  } finally {
    run.dispose();
  }
}

async function runToEnd(run: Run): Promise<FitResult> {
  const { settings, files, signal } = run.request;
  const acts = createActs(run);
  const begins = run.position.step === 0;
  if (begins) await callCallbacks(run, (callback) => callback.onTrainBegin?.(acts));
  while (run.stopped === undefined && run.position.epoch < settings.epochs) {
    const end = signal?.aborted ? "interrupted" : await runEpoch(run);
    if (end === "interrupted") return { outcome: "interrupted", record: await takeRecord(run) };
    if (end !== "done") return { outcome: "broken", broken: end, history: run.history };
    await files.checkpoint?.(() => takeRecord(run));
  }
  const last = await finishWeights(run, () => callCallbacks(run, (callback) => callback.onTrainEnd?.(acts)));
  const record = await takeRecord(run, { ended: true, last });
  return run.stopped === undefined
    ? { outcome: "finished", record }
    : { outcome: "stopped", reason: run.stopped, record };
}

/** One epoch, or what is left of it. */
async function runEpoch(run: Run): Promise<"done" | "interrupted" | BrokenRun> {
  const begun = performance.now();
  const before = run.position.seconds;
  const takeTime = () => {
    run.position = { ...run.position, seconds: before + (performance.now() - begun) / 1000 };
  };
  const training = await trainingLog(run);
  if (!("log" in training)) {
    takeTime();
    return training.end === "interrupted" ? "interrupted" : training.broken;
  }
  const validation = await validationLog(run);
  takeTime();
  if (validation === undefined) {
    run.position = { ...run.position, trainLog: training.log };
    return "interrupted";
  }
  await endEpoch(run, { ...training.log, ...validation });
  return "done";
}

async function trainingLog(run: Run): ReturnType<typeof runBatches> {
  const { trainLog } = run.position;
  return trainLog === undefined ? runBatches(run) : { end: "done", log: trainLog };
}

/** Names begin with `val_`; empty without validation data, undefined when the signal came before the end. */
async function validationLog({ request, trainer, position }: Run): Promise<EpochLog | undefined> {
  const { validation, settings, signal, watch } = request;
  if (validation === undefined) return {};
  const epoch = { epoch: position.epoch + 1, epochs: settings.epochs };
  const log = await evaluateDataset(trainer, validation, {
    batchSize: settings.batchSize,
    signal,
    onBatch: (batch, batches) => watch?.({ kind: "validation", ...epoch, batch, batches }),
  });
  return log === undefined
    ? undefined
    : Object.fromEntries(Object.entries(log).map(([name, value]) => [`val_${name}`, value]));
}

async function endEpoch(run: Run, log: EpochLog): Promise<void> {
  const { epoch, step, seconds } = run.position;
  const entry = { epoch: epoch + 1, seconds, log };
  run.history.push(entry);
  run.position = { epoch: epoch + 1, batch: 0, step, seconds: 0 };
  run.request.watch?.({ kind: "epoch", epochs: run.request.settings.epochs, entry });
  const acts = createActs(run);
  await callCallbacks(run, (callback) => callback.onEpochEnd?.(epoch, log, acts));
}
