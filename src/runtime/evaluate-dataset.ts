/** Loss and metrics of a trained model over examples, in batches and in inference mode. */
import type { EpochLog } from "../library/define-callback.ts";
import { batchAt, batchCount } from "./batches.ts";
import { createBreath } from "./breathe.ts";
import type { Dataset } from "./data/dataset.ts";
import { allRows } from "./data/shuffle-rows.ts";
import { readLog, type Trainer } from "./trainer.ts";

export interface EvaluateOptions {
  readonly batchSize: number;
  readonly signal?: AbortSignal;
  readonly onBatch?: (done: number, count: number) => void;
}

/** Uses the accumulators of the state. Undefined when the signal came before the end. */
export async function evaluateDataset(
  trainer: Trainer,
  dataset: Dataset,
  { batchSize, signal, onBatch }: EvaluateOptions,
): Promise<EpochLog | undefined> {
  const { state, evaluateStep, resetMetrics } = trainer;
  const order = allRows(dataset.rows);
  const count = batchCount(dataset.rows, batchSize);
  const breathe = createBreath();
  resetMetrics.run(state, new Map()).dispose();
  for (let batch = 0; batch < count; batch++) {
    evaluateStep.run(state, batchAt(dataset, order, batch, batchSize)).dispose();
    onBatch?.(batch + 1, count);
    await breathe();
    if (signal?.aborted) return undefined;
  }
  return readLog(trainer);
}
