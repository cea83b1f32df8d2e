/** `model_checkpoint`: saves the model after each epoch, or after each that is the best so far. */
import { defineCallback, type RunningCallback } from "../define-callback.ts";
import { bool } from "../kinds/bool.ts";
import { fileName } from "../kinds/file-name.ts";
import { float } from "../kinds/float.ts";
import { nullable } from "../kinds/nullable.ts";
import { oneOf } from "../kinds/one-of.ts";
import { fillName, nameProblems, namesIn } from "./fill-name.ts";
import { improvement, type Mode, modeKind, monitorKind, verboseKind, watched } from "./monitor.ts";

interface Values {
  readonly filepath: string;
  readonly monitor: string;
  readonly verbose: number;
  readonly save_best_only: boolean;
  readonly save_weights_only: boolean;
  readonly mode: Mode;
  readonly initial_value_threshold: number | null;
}

export const modelCheckpoint = defineCallback({
  name: "model_checkpoint",
  keras: "ModelCheckpoint",
  doc: 'Saves the model to `filepath` after each epoch; with `save_best_only` after each whose `monitor` is the best so far (and better than `initial_value_threshold`). The path may hold `{epoch}`, counted from 1, and any number of the log: `"best/{epoch:02d}-{val_loss:.2f}"`. With `save_weights_only` only the weights are saved.',
  example: 'callbacks model_checkpoint("best/{epoch:02d}-{val_loss:.2f}", save_best_only=true)',
  parameters: {
    filepath: fileName(),
    monitor: monitorKind(),
    verbose: verboseKind(),
    save_best_only: bool(false),
    save_weights_only: bool(false),
    mode: modeKind(),
    save_freq: {
      ...oneOf(["epoch"], "epoch"),
      name: "epoch (saving after a number of batches is not supported)",
    },
    initial_value_threshold: nullable(float()),
  },
  rules: ({ filepath }, at) => nameProblems(filepath as string, at("filepath")),
  monitors: ({ monitor, save_best_only }) => (save_best_only ? monitor : undefined),
  writes: ({ filepath }) => namesIn(filepath),
  start,
});

function start(values: Values): RunningCallback {
  const { monitor, verbose, save_best_only: bestOnly } = values;
  const memory = { best: values.initial_value_threshold };
  return {
    memory,
    onEpochEnd: async (epoch, log, acts) => {
      const filled = fillName(values.filepath, { epoch: epoch + 1, log });
      if ("unknown" in filled) {
        const names = Object.keys(log).join(", ");
        return acts.stop(`model_checkpoint's path asks for {${filled.unknown}}, but this run gives ${names}`);
      }
      const before = memory.best;
      const value = bestOnly ? watched(monitor, log, "model_checkpoint", acts) : undefined;
      const better = value === undefined || improvement(values, acts)(value, before);
      if (value !== undefined && better) memory.best = value;
      if (verbose > 0)
        acts.say(
          `Epoch ${epoch + 1}: ${describe(monitor, value, before, better)}${better ? `saving to ${filled.name}` : ""}`,
        );
      if (better) await acts.saveModel(filled.name, { weightsOnly: values.save_weights_only });
    },
  };
}

function describe(monitor: string, value: number | undefined, best: number | null, better: boolean): string {
  if (value === undefined) return "";
  const from = best === null ? "nothing" : best.toFixed(5);
  return better
    ? `${monitor} got better, from ${from} to ${value.toFixed(5)}, `
    : `${monitor} did not get better than ${from}`;
}
