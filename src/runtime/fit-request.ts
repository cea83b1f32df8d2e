/** What a training run is given, what it tells while it runs, and how it can end. */
import type { LinePlace, RunningCallback } from "../library/define-callback.ts";
import type { Lowered } from "../lowering/lowered.ts";
import type { Dataset } from "./data/dataset.ts";
import type { Engine } from "./engine.ts";
import type { BrokenRun } from "./find-bad-layer.ts";
import type { HistoryEntry, RunRecord } from "./run-record.ts";

export interface FitRequest {
  readonly engine: Engine;
  readonly lowered: Lowered;
  /** Where to begin: a fresh record, or that of an earlier run. */
  readonly record: RunRecord;
  readonly training: Dataset;
  readonly validation?: Dataset;
  readonly settings: FitSettings;
  readonly callbacks: readonly RunningCallback[];
  readonly files: TrainingFiles;
  /** Ends the run after the batch at work. */
  readonly signal?: AbortSignal;
  readonly watch?: (event: FitEvent) => void;
}

export interface FitSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly seed: number;
}

/** What is written while a run goes on. */
export interface TrainingFiles {
  readonly saveModel: (
    path: string,
    record: RunRecord,
    options: { readonly weightsOnly: boolean },
  ) => Promise<void>;
  /** Appends a line to a text file; resolves to where it ends, in bytes. */
  readonly appendLine: (path: string, line: string, place: LinePlace) => Promise<number>;
  /** After each epoch, so that a crash costs no more than the epoch at work; the record is made when it is asked for. */
  readonly checkpoint?: (record: () => Promise<RunRecord>) => Promise<void>;
}

/** For a progress bar. Epochs and batches count from 1. */
export type FitEvent =
  | {
      readonly kind: "training" | "validation";
      readonly epoch: number;
      readonly epochs: number;
      readonly batch: number;
      readonly batches: number;
    }
  | { readonly kind: "epoch"; readonly epochs: number; readonly entry: HistoryEntry }
  | { readonly kind: "say"; readonly message: string };

export type FitResult =
  | { readonly outcome: "finished" | "interrupted"; readonly record: RunRecord }
  /** By a callback. */
  | { readonly outcome: "stopped"; readonly reason: string; readonly record: RunRecord }
  /** The loss was no finite number: nothing of this epoch is worth keeping. */
  | { readonly outcome: "broken"; readonly broken: BrokenRun; readonly history: readonly HistoryEntry[] };
