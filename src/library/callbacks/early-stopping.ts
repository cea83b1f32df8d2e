/** `early_stopping`: ends training when a number stops getting better. */
import { defineCallback, type RunningCallback } from "../define-callback.ts";
import { bool } from "../kinds/bool.ts";
import { float } from "../kinds/float.ts";
import { nonNegativeInt } from "../kinds/non-negative-int.ts";
import { nullable } from "../kinds/nullable.ts";
import { improvement, type Mode, modeKind, monitorKind, verboseKind, watched } from "./monitor.ts";

interface Values {
  readonly monitor: string;
  readonly min_delta: number;
  readonly patience: number;
  readonly verbose: number;
  readonly mode: Mode;
  readonly baseline: number | null;
  readonly restore_best_weights: boolean;
  readonly start_from_epoch: number;
}

export const earlyStopping = defineCallback({
  name: "early_stopping",
  keras: "EarlyStopping",
  doc: "Ends training when `monitor` has not got better by more than `min_delta` for `patience` epochs (and, with `baseline`, than that). With `restore_best_weights` the weights of the best epoch come back. The first `start_from_epoch` epochs are not watched.",
  example: "callbacks early_stopping(patience=5, restore_best_weights=true)",
  parameters: {
    monitor: monitorKind(),
    min_delta: float(0),
    patience: nonNegativeInt(0),
    verbose: verboseKind(),
    mode: modeKind(),
    baseline: nullable(float()),
    restore_best_weights: bool(false),
    start_from_epoch: nonNegativeInt(0),
  },
  monitors: ({ monitor }) => monitor,
  start,
});

function start(values: Values): RunningCallback {
  const { monitor, patience, baseline, restore_best_weights: restores } = values;
  const memory = { wait: 0, best: null as number | null, best_epoch: 0, stopped_epoch: 0, keeps: false };
  return {
    memory,
    onEpochEnd: (epoch, log, acts) => {
      const value = watched(monitor, log, "early_stopping", acts);
      if (value === undefined || epoch < values.start_from_epoch) return;
      const improves = improvement(values, acts);
      const better = improves(value, memory.best);
      if (restores && (better || !memory.keeps)) {
        acts.keepWeights();
        memory.keeps = true;
        memory.best_epoch = epoch;
      }
      memory.wait += 1;
      if (better) {
        memory.best = value;
        memory.best_epoch = epoch;
        if (baseline === null || improves(value, baseline)) memory.wait = 0;
        return;
      }
      if (memory.wait < patience || epoch === 0) return;
      memory.stopped_epoch = epoch;
      acts.stop(`${monitor} did not get better for ${memory.wait} epochs (early_stopping)`);
    },
    onTrainEnd: (acts) => {
      const says = values.verbose > 0;
      if (says && memory.stopped_epoch > 0) acts.say(`Epoch ${memory.stopped_epoch + 1}: early stopping`);
      if (!memory.keeps) return;
      if (says) acts.say(`Restoring the weights of the best epoch, ${memory.best_epoch + 1}.`);
      acts.restoreWeights();
    },
  };
}
