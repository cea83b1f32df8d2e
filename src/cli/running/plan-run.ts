/** Where a run of `nnc train` starts, and how long it goes: the file's settings, overruled by flags, or those of the run that goes on. */
import { randomInt } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Model, TrainSettings } from "../../checker/model.ts";
import { library } from "../../library/index.ts";
import { initialSlots, initialWeights } from "../../lowering/initial-state.ts";
import { lower } from "../../lowering/lower.ts";
import { Problem } from "../../problem.ts";
import type { EngineName } from "../../runtime/engine-names.ts";
import type { FitSettings } from "../../runtime/fit-request.ts";
import { freshRecord, type RunRecord } from "../../runtime/run-record.ts";
import { loadModel as loadSavedModel } from "../../runtime/saved-model/saved-model-file.ts";
import type { Invocation } from "../command.ts";
import { fractionFlag, isSet, wholeNumberFlag } from "../flags.ts";
import { UsageError } from "../usage-error.ts";
import { resumeNotes, settingName } from "./resume-notes.ts";
import { chosenEngine } from "./run-flags.ts";
import { sameProgram } from "./same-program.ts";
import { startingWeights } from "./starting-weights.ts";

export interface RunPlan {
  readonly settings: FitSettings;
  readonly engine: EngineName;
  /** The digest of the examples that a run goes on with; absent for a run that begins. */
  readonly examples?: string;
  /** What a person should know of a run that goes on. */
  readonly notes: readonly string[];
  readonly validationSplit: number;
  readonly record: RunRecord;
}

/** What the flags say of training, in place of the file's `train` block. */
export function trainFlags(invocation: Invocation): Partial<TrainSettings> {
  const said = {
    epochs: wholeNumberFlag(invocation, "epochs", 1),
    batchSize: wholeNumberFlag(invocation, "batch-size", 1),
    validationSplit: fractionFlag(invocation, "validation-split"),
    seed: wholeNumberFlag(invocation, "seed", 0),
    shuffle: isSet(invocation, "no-shuffle") ? false : undefined,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** `model` is the file's with the flags' settings. Throws UsageError and Problem. */
export function planRun(model: Model, out: string, invocation: Invocation): RunPlan {
  return isSet(invocation, "resume") ? resumedRun(model, out, invocation) : freshRun(model, invocation);
}

function freshRun(model: Model, invocation: Invocation): RunPlan {
  const { epochs, batchSize, shuffle, seed = randomInt(2 ** 31) } = model.train;
  const settings = { epochs, batchSize, shuffle, seed };
  const lowered = lower(model, library);
  const slots = initialSlots([...(lowered.training?.slots ?? []), ...(lowered.training?.accumulators ?? [])]);
  const weights = startingWeights(model, initialWeights(lowered, library, settings.seed), invocation);
  return {
    settings,
    engine: chosenEngine(invocation),
    notes: [],
    validationSplit: model.train.validationSplit,
    record: freshRecord(weights, slots),
  };
}

/** Flags may lengthen a run, and move it to another engine; whatever else decides its numbers stays as it was. */
function resumedRun(model: Model, out: string, invocation: Invocation): RunPlan {
  if (isSet(invocation, "weights"))
    throw new UsageError("--resume goes on with the weights of the saved run; leave --weights out");
  const folder = resolve(invocation.terminal.cwd, out);
  if (!existsSync(folder)) throw new UsageError(`there is no run to resume in \`${out}\``);
  const saved = loadSavedModel(folder);
  if (!sameProgram(saved.model, model))
    throw new Problem(
      `\`${out}\` holds a run of another program than this one [NN703]; train it anew, or into another --out`,
    );
  const { epochs, ...settings } = { ...saved.model.train, ...saved.settings };
  const { epochs: more = Math.max(epochs, model.train.epochs), ...said } = trainFlags(invocation);
  refuseChanges(said, settings);
  const { record, examples } = saved;
  const done = record.position.epoch;
  if (more < done)
    throw new UsageError(
      `--resume goes on with a run that has done ${done} epochs, so --epochs ${more} asks for nothing`,
    );
  const engine = chosenEngine(invocation, record.engine);
  return {
    settings: { ...saved.settings, epochs: more },
    engine,
    notes: resumeNotes(saved, engine, { ...model.train, epochs: more }),
    ...(examples === undefined ? {} : { examples }),
    validationSplit: settings.validationSplit,
    record,
  };
}

/** The same flags may be said again, but not with other values. */
function refuseChanges(said: Partial<TrainSettings>, saved: Partial<TrainSettings>): void {
  for (const [name, value] of Object.entries(said)) {
    const before = saved[name as keyof TrainSettings];
    if (value !== before)
      throw new UsageError(
        `--resume goes on with the saved run, whose ${settingName(name)} is ${before}, not ${value}; leave that flag out`,
      );
  }
}
