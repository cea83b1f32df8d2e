/** Where a training run stands, as plain data: what is saved so that it can go on exactly there. */
import type { EpochLog } from "../library/define-callback.ts";
import type { NumberArray } from "../tensor/index.ts";

export type Arrays = ReadonlyMap<string, NumberArray>;

/** A finished epoch, counted from 1. `seconds` is what it took, the one number here that differs from run to run. */
export interface HistoryEntry {
  readonly epoch: number;
  readonly seconds: number;
  readonly log: EpochLog;
}

/** The place between two batches. Epochs and batches count from 0; `step` counts all updates. */
export interface Position {
  readonly epoch: number;
  readonly batch: number;
  readonly step: number;
  /** What this epoch has taken so far. */
  readonly seconds: number;
  /** The training part of the epoch's log, once its last batch is done and only validation is left. */
  readonly trainLog?: EpochLog;
}

/** What callbacks remember, in their order. */
export type CallbackMemory = { readonly [key: string]: number | string | boolean | null };

export interface RunRecord {
  readonly position: Position;
  /** The engine that computed it last; absent before a run has begun. */
  readonly engine?: string;
  readonly history: readonly HistoryEntry[];
  readonly callbacks: readonly CallbackMemory[];
  /** Why a callback ended the run; such a run does not go on. */
  readonly stopped?: string;
  /** Callbacks had their say at the end of training; only more epochs could follow. */
  readonly ended: boolean;
  readonly weights: Arrays;
  /** Slots below `optimizer/`. */
  readonly optimizer: Arrays;
  /** Accumulators below `metrics/`, in the midst of an epoch. */
  readonly accumulators: Arrays;
  /** Weights that a callback keeps, to restore them later. */
  readonly kept?: Arrays;
  /** The weights of the last step, where the end of training put others in their place (averages, the best ones). */
  readonly last?: Arrays;
}

/** A run that has not begun. */
export function freshRecord(weights: Arrays, slots: Arrays): RunRecord {
  const below = (prefix: string) => new Map([...slots].filter(([name]) => name.startsWith(prefix)));
  return {
    position: { epoch: 0, batch: 0, step: 0, seconds: 0 },
    history: [],
    callbacks: [],
    ended: false,
    weights,
    optimizer: below("optimizer/"),
    accumulators: below("metrics/"),
  };
}
