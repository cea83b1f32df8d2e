/** A training run at work: what changes from batch to batch, and how it is put down as a record. */

import { LEARNING_RATE } from "../lowering/optimizer-state.ts";
import { createBreath } from "./breathe.ts";
import type { Engine, EngineState } from "./engine.ts";
import type { FitRequest } from "./fit-request.ts";
import { restoreMemories } from "./restore-memories.ts";
import type { HistoryEntry, Position, RunRecord } from "./run-record.ts";
import { createTrainer, readArrays, type Trainer } from "./trainer.ts";

export interface Run {
  readonly request: FitRequest;
  readonly trainer: Trainer;
  readonly history: HistoryEntry[];
  position: Position;
  /** The learning rate in the state; means nothing where a schedule decides. */
  rate: number;
  /** Why a callback ended the run. */
  stopped: string | undefined;
  /** A copy of the state whose weights a callback keeps. */
  kept: EngineState | undefined;
  /** A callback asked for the kept weights; they come back when it is done. */
  restoring: boolean;
  /** Of the run, not of an epoch: epochs may be shorter than what lies between two breaths. */
  readonly breathe: () => Promise<void>;
  readonly dispose: () => void;
}

export function createRun(request: FitRequest): Run {
  const { engine, lowered, record, callbacks } = request;
  const trainer = createTrainer(engine, lowered, { ...record, weights: record.last ?? record.weights });
  restoreMemories(callbacks, record.callbacks);
  const run: Run = {
    request,
    trainer,
    history: [...record.history],
    position: record.position,
    rate: initialRate(trainer, record),
    stopped: record.stopped,
    kept: keptState(engine, record),
    restoring: false,
    breathe: createBreath(),
    dispose: () => {
      run.kept?.dispose();
      trainer.dispose();
    },
  };
  return run;
}

/** The run as it stands now. `last`: at its end, the weights of the last step, where others stand in their place. */
export async function takeRecord(
  run: Run,
  { ended, last }: Pick<RunRecord, "ended" | "last"> = { ended: false },
): Promise<RunRecord> {
  const { trainer, position, history, stopped, kept, request } = run;
  const weights = trainer.lowered.weights.map(({ path }) => path);
  const slots = trainer.training.slots
    .map(({ name }) => name)
    .filter((name) => name.startsWith("optimizer/"));
  const accumulators = position.batch === 0 ? [] : trainer.training.accumulators.map(({ name }) => name);
  return {
    position,
    engine: request.engine.name,
    history: [...history],
    callbacks: request.callbacks.map(({ memory }) => ({ ...memory })),
    ended,
    weights: await readArrays(trainer.state, weights),
    optimizer: await readArrays(trainer.state, slots),
    accumulators: await readArrays(trainer.state, accumulators),
    ...(stopped === undefined ? {} : { stopped }),
    ...(kept === undefined ? {} : { kept: await readArrays(kept, weights) }),
    ...(last === undefined ? {} : { last }),
  };
}

function keptState(engine: Engine, { kept }: RunRecord): EngineState | undefined {
  return kept === undefined ? undefined : engine.createState(kept);
}

function initialRate({ training }: Trainer, { optimizer }: RunRecord): number {
  const saved = optimizer.get(LEARNING_RATE)?.data[0];
  return saved ?? Math.fround(training.slots.find(({ name }) => name === LEARNING_RATE)?.initial ?? 0);
}
