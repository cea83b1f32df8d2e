/** What a person should know of a run that goes on: that there is nothing left to do, or what is not as the file and the flags say. */
import type { TrainSettings } from "../../checker/model.ts";
import type { RunRecord } from "../../runtime/run-record.ts";
import type { SavedModel } from "../../runtime/saved-model/saved-model.ts";

/** `wanted` is what file and flags say now. */
export function resumeNotes(
  { model, settings, record }: SavedModel,
  engine: string,
  wanted: TrainSettings,
): readonly string[] {
  const over = whyOver(record, wanted.epochs);
  return over === undefined
    ? [...engineNotes(engine, record), ...settingNotes(wanted, { ...model.train, ...settings })]
    : [over];
}

/** As the language writes it. */
export function settingName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function whyOver({ stopped, ended, position: { epoch } }: RunRecord, epochs: number): string | undefined {
  if (stopped !== undefined) return "a callback ended this run, so there is nothing left to train";
  return ended && epoch >= epochs
    ? `all ${epoch} epochs are done; --epochs N with a larger N goes on`
    : undefined;
}

function engineNotes(engine: string, { engine: before }: RunRecord): readonly string[] {
  return before === undefined || before === engine
    ? []
    : [`begun on ${before}, it goes on on ${engine}: it will not end with the bytes of a run on one engine`];
}

/** Where the file says now what the run did not begin with, or a flag said so then. */
function settingNotes(file: TrainSettings, saved: TrainSettings): readonly string[] {
  const names = ["batchSize", "validationSplit", "shuffle", "seed"] as const;
  return names
    .filter((name) => file[name] !== undefined && file[name] !== saved[name])
    .map(
      (name) => `${settingName(name)} stays ${saved[name]}, as the run began; the file says ${file[name]}`,
    );
}
