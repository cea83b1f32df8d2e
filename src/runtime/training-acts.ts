/** What callbacks may do to a run, and the one way to call them. */
import type { RunningCallback, TrainingActs } from "../library/define-callback.ts";
import { learningRate, setLearningRate } from "./learning-rate.ts";
import { type Run, takeRecord } from "./run.ts";

export function createActs(run: Run): TrainingActs {
  const { request, trainer } = run;
  return {
    stop: (reason) => {
      run.stopped ??= reason;
    },
    learningRate: () => learningRate(run),
    setLearningRate: (rate) => setLearningRate(run, rate),
    keepWeights: () => {
      run.kept?.dispose();
      run.kept = trainer.state.snapshot();
    },
    restoreWeights: () => {
      run.restoring = run.kept !== undefined;
    },
    saveModel: async (path, options) => request.files.saveModel(path, await takeRecord(run), options),
    appendLine: (path, line, place) => request.files.appendLine(path, line, place),
    say: (message) => request.watch?.({ kind: "say", message }),
    better: (monitor) => betterDirection(run, monitor),
  };
}

/** Calls the callbacks in their order; what one asked of the weights is done before the next is called. */
export async function callCallbacks(
  run: Run,
  call: (callback: RunningCallback) => void | Promise<void>,
): Promise<void> {
  for (const callback of run.request.callbacks) {
    await call(callback);
    if (run.restoring) await restoreWeights(run);
  }
}

async function restoreWeights(run: Run): Promise<void> {
  const { kept, trainer } = run;
  run.restoring = false;
  if (kept === undefined) return;
  for (const { path } of trainer.lowered.weights) trainer.state.write(path, await kept.read(path));
}

/** Names beside the metrics (`learning_rate`) are better lower, as losses are. */
function betterDirection({ trainer }: Run, monitor: string): "higher" | "lower" {
  const name = monitor.replace(/^val_/, "");
  return trainer.training.logs.find((entry) => entry.name === name)?.better ?? "lower";
}
