/** Where a run of `nnc train` starts, and how long it goes: the file's settings, overruled by flags, or those of the run that goes on. */
import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Model } from "../../checker/model.ts";
import { library } from "../../library/index.ts";
import { initialSlots, initialWeights } from "../../lowering/initial-state.ts";
import { lower } from "../../lowering/lower.ts";
import { Problem } from "../../problem.ts";
import type { FitSettings } from "../../runtime/fit-request.ts";
import { freshRecord, type RunRecord } from "../../runtime/run-record.ts";
import { loadModel as loadSavedModel } from "../../runtime/saved-model/saved-model-file.ts";
import type { Invocation } from "../command.ts";
import { fractionFlag, isSet, textFlag, wholeNumberFlag } from "../flags.ts";
import { UsageError } from "../usage-error.ts";
import { readLayerWeights } from "./read-layer-weights.ts";
import { readWeights } from "./read-weights.ts";
import { sameProgram } from "./same-program.ts";

export interface RunPlan {
  readonly settings: FitSettings;
  readonly validationSplit: number;
  readonly record: RunRecord;
}

export function planRun(model: Model, out: string, invocation: Invocation): RunPlan {
  const validationSplit = fractionFlag(invocation, "validation-split") ?? model.train.validationSplit;
  return isSet(invocation, "resume")
    ? { ...resumedRun(model, out, invocation), validationSplit }
    : { ...freshRun(model, invocation), validationSplit };
}

function freshRun(model: Model, invocation: Invocation): Omit<RunPlan, "validationSplit"> {
  const { train } = model;
  const settings = {
    epochs: wholeNumberFlag(invocation, "epochs", 1) ?? train.epochs,
    batchSize: wholeNumberFlag(invocation, "batch-size", 1) ?? train.batchSize,
    shuffle: train.shuffle && !isSet(invocation, "no-shuffle"),
    seed: wholeNumberFlag(invocation, "seed", 0) ?? train.seed ?? randomInt(2 ** 31),
  };
  const lowered = lower(model, library);
  const slots = initialSlots([...(lowered.training?.slots ?? []), ...(lowered.training?.accumulators ?? [])]);
  const weights = startingWeights(model, initialWeights(lowered, library, settings.seed), invocation);
  return { settings, record: freshRecord(weights, slots) };
}

/** Flags may lengthen a run; whatever else decides its numbers stays as it was. */
function resumedRun(model: Model, out: string, invocation: Invocation): Omit<RunPlan, "validationSplit"> {
  const folder = resolve(invocation.terminal.cwd, out);
  if (!existsSync(folder)) throw new UsageError(`there is no run to resume in \`${out}\``);
  const fixed = ["batch-size", "seed", "weights", "no-shuffle"].filter((name) => isSet(invocation, name));
  if (fixed.length > 0)
    throw new UsageError(
      `--resume goes on with the saved run's own settings; leave out ${fixed.map((name) => `--${name}`).join(" and ")}`,
    );
  const saved = loadSavedModel(folder);
  if (!sameProgram(saved.model, model))
    throw new Problem(
      `\`${out}\` holds a run of another program than this one [NN703]; train it anew, or into another --out`,
    );
  const epochs =
    wholeNumberFlag(invocation, "epochs", 1) ?? Math.max(model.train.epochs, saved.settings.epochs);
  return { settings: { ...saved.settings, epochs }, record: saved.record };
}

/** Initial weights, then those of layers' own files, then those of the whole model's file; the command line comes last. */
function startingWeights(
  model: Model,
  initial: RunRecord["weights"],
  invocation: Invocation,
): RunRecord["weights"] {
  const { cwd } = invocation.terminal;
  const from = textFlag(invocation, "weights");
  if (from !== undefined) return readWeights(from, model, cwd).weights;
  if (model.train.weightsFile !== undefined) return readWeights(model.train.weightsFile, model, cwd).weights;
  return readLayerWeights(model, initial, cwd);
}
