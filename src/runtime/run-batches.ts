/** The training part of an epoch: its batches from where the run stands, and the log of their losses and metrics. */
import type { EpochLog } from "../library/define-callback.ts";
import { type BatchSource, batchCount, trainStepInputs } from "./batches.ts";
import { allRows, shuffleRows } from "./data/shuffle-rows.ts";
import type { EngineState } from "./engine.ts";
import { type BrokenRun, findBadLayer } from "./find-bad-layer.ts";
import type { Run } from "./run.ts";
import { firstBadStep, readLog } from "./trainer.ts";

export type BatchesEnd =
  | { readonly end: "done"; readonly log: EpochLog }
  | { readonly end: "interrupted" }
  | { readonly end: "broken"; readonly broken: BrokenRun };

export async function runBatches(run: Run): Promise<BatchesEnd> {
  const { trainer, position } = run;
  if (position.batch === 0) trainer.resetMetrics.run(trainer.state, new Map()).dispose();
  const source = epochSource(run);
  const start = trainer.state.snapshot();
  try {
    const done = await runSteps(run, source);
    const broken = await findBreak(run, source, start, position);
    if (broken !== undefined) return { end: "broken", broken };
    return done ? { end: "done", log: await readLog(trainer) } : { end: "interrupted" };
  } finally {
    start.dispose();
  }
}

/** The order of the epoch depends on the seed and its number alone. */
function epochSource({ request: { training: dataset, settings }, position }: Run): BatchSource {
  const { seed, shuffle, batchSize } = settings;
  const rows = allRows(dataset.rows);
  const order = shuffle ? shuffleRows(rows, seed, `shuffle/${position.epoch}`) : rows;
  return { dataset, order, batchSize, seed };
}

/** False when the signal came before the last batch. */
async function runSteps(run: Run, source: BatchSource): Promise<boolean> {
  const { trainer, request } = run;
  const batches = batchCount(source.dataset.rows, source.batchSize);
  while (run.position.batch < batches) {
    const { epoch, batch, step } = run.position;
    trainer.trainStep.run(trainer.state, trainStepInputs(source, batch, step)).dispose();
    run.position = { ...run.position, batch: batch + 1, step: step + 1 };
    request.watch?.({
      kind: "training",
      epoch: epoch + 1,
      epochs: request.settings.epochs,
      batch: batch + 1,
      batches,
    });
    await run.breathe();
    if (request.signal?.aborted) return run.position.batch === batches;
  }
  return true;
}

async function findBreak(
  { trainer }: Run,
  source: BatchSource,
  start: EngineState,
  { epoch, batch, step }: Run["position"],
): Promise<BrokenRun | undefined> {
  const bad = await firstBadStep(trainer);
  return bad === undefined
    ? undefined
    : findBadLayer(trainer, { start, epoch, firstBatch: batch, firstStep: step, source }, bad);
}
