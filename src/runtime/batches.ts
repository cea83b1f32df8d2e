/** Cuts examples into batches; the last one may be smaller. */
import type { NumberArray } from "../tensor/index.ts";
import type { Dataset } from "./data/dataset.ts";
import { takeRows } from "./data/take-rows.ts";

export function batchCount(rows: number, batchSize: number): number {
  return Math.ceil(rows / batchSize);
}

/** The arrays of batch number `batch` in this order of rows, by the names of the program's inputs. */
export function batchAt(
  dataset: Dataset,
  order: Int32Array,
  batch: number,
  batchSize: number,
): ReadonlyMap<string, NumberArray> {
  return takeRows(dataset, order, batch * batchSize, (batch + 1) * batchSize).arrays;
}

/** The examples of an epoch in their order. */
export interface BatchSource {
  readonly dataset: Dataset;
  readonly order: Int32Array;
  readonly batchSize: number;
  readonly seed: number;
}

/** What a train step is given: its batch, the seed, and the number of the update. */
export function trainStepInputs(
  { dataset, order, batchSize, seed }: BatchSource,
  batch: number,
  step: number,
): ReadonlyMap<string, NumberArray | number> {
  return new Map<string, NumberArray | number>([
    ...batchAt(dataset, order, batch, batchSize),
    ["seed", seed | 0],
    ["step", step],
  ]);
}
