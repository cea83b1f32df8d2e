/** `reduce_lr_on_plateau`: lowers the learning rate when a number stops getting better. */
import { defineCallback, type RunningCallback } from "../define-callback.ts";
import { float } from "../kinds/float.ts";
import { nonNegativeInt } from "../kinds/non-negative-int.ts";
import { improvement, type Mode, modeKind, monitorKind, verboseKind, watched } from "./monitor.ts";

interface Values {
  readonly monitor: string;
  readonly factor: number;
  readonly patience: number;
  readonly verbose: number;
  readonly mode: Mode;
  readonly min_delta: number;
  readonly cooldown: number;
  readonly min_lr: number;
}

export const reduceLrOnPlateau = defineCallback({
  name: "reduce_lr_on_plateau",
  keras: "ReduceLROnPlateau",
  doc: "Multiplies the learning rate by `factor`, down to `min_lr`, when `monitor` has not got better by more than `min_delta` for `patience` epochs; then `cooldown` epochs are not counted. Not for an optimizer whose rate a schedule decides.",
  example: "callbacks reduce_lr_on_plateau(factor=0.5, patience=3)",
  parameters: {
    monitor: monitorKind(),
    factor: float(0.1, { above: 0, below: 1 }),
    patience: nonNegativeInt(10),
    verbose: verboseKind(),
    mode: modeKind(),
    min_delta: float(1e-4),
    cooldown: nonNegativeInt(0),
    min_lr: float(0, { least: 0 }),
  },
  monitors: ({ monitor }) => monitor,
  setsLearningRate: true,
  start,
});

function start(values: Values): RunningCallback {
  const { monitor, factor, patience, cooldown, min_lr } = values;
  const memory = { wait: 0, best: null as number | null, cooldown: 0 };
  return {
    memory,
    onEpochEnd: (epoch, log, acts) => {
      const value = watched(monitor, log, "reduce_lr_on_plateau", acts);
      if (value === undefined) return;
      if (memory.cooldown > 0) {
        memory.cooldown -= 1;
        memory.wait = 0;
      }
      if (improvement(values, acts)(value, memory.best)) {
        memory.best = value;
        memory.wait = 0;
        return;
      }
      if (memory.cooldown > 0) return;
      memory.wait += 1;
      const rate = acts.learningRate();
      if (memory.wait < patience || rate <= Math.fround(min_lr)) return;
      const lower = Math.max(rate * factor, min_lr);
      acts.setLearningRate(lower);
      if (values.verbose > 0)
        acts.say(`Epoch ${epoch + 1}: reducing the learning rate to ${Number(lower.toPrecision(6))}.`);
      memory.cooldown = cooldown;
      memory.wait = 0;
    },
  };
}
