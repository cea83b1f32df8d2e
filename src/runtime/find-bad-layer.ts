/**
 * Says where a training run broke: goes back to the state of the epoch's beginning, repeats its steps up to the one whose loss was
 * no finite number, and asks the engine which operation made the first such number.
 */
import { type BatchSource, trainStepInputs } from "./batches.ts";
import type { EngineState, NonFinite } from "./engine.ts";
import type { Trainer } from "./trainer.ts";

export interface BrokenRun {
  /** From 0. */
  readonly epoch: number;
  readonly batch: number;
  readonly step: number;
  readonly cause?: NonFinite;
}

/** The batches of an epoch from where the kept state was taken. */
export interface Replay {
  readonly start: EngineState;
  readonly epoch: number;
  readonly firstBatch: number;
  readonly firstStep: number;
  readonly source: BatchSource;
}

/** `badStep` is the step whose loss was not finite; the step before it may already have spoilt the weights. */
export function findBadLayer(
  { engine, training, trainStep }: Trainer,
  replay: Replay,
  badStep: number,
): BrokenRun {
  const { start, epoch, firstBatch, firstStep, source } = replay;
  const state = start.snapshot();
  const inputsAt = (step: number) => trainStepInputs(source, firstBatch + step - firstStep, step);
  for (let step = firstStep; step < badStep - 1; step++) trainStep.run(state, inputsAt(step)).dispose();
  let broken: BrokenRun = { epoch, batch: firstBatch + badStep - firstStep, step: badStep };
  for (const step of [badStep - 1, badStep].filter((one) => one >= firstStep)) {
    const cause = engine.findNonFinite(training.trainStep, state, inputsAt(step));
    if (cause !== undefined) {
      broken = { epoch, batch: firstBatch + step - firstStep, step, cause };
      break;
    }
    trainStep.run(state, inputsAt(step)).dispose();
  }
  state.dispose();
  return broken;
}
