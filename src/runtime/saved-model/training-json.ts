/** `history.json` and `training.json`: what the epochs gave, and where the run stands. */
import type { EpochLog } from "../../library/define-callback.ts";
import type { CallbackMemory, HistoryEntry, Position, RunRecord } from "../run-record.ts";
import {
  count,
  dictionary,
  type Form,
  flag,
  list,
  number,
  optional,
  record,
  text,
  wrong,
} from "./check-form.ts";
import { FORMAT } from "./saved-model.ts";

/** Everything of a record but its arrays. */
export type RunNotes = Pick<RunRecord, "position" | "engine" | "history" | "callbacks" | "stopped" | "ended">;

/** The log of each epoch as flat objects; a number that is not finite is null. */
export function printHistory(history: readonly HistoryEntry[]): string {
  return `${JSON.stringify(
    history.map(({ epoch, log }) => ({ epoch, ...log })),
    null,
    2,
  )}\n`;
}

export function printTraining({ position, engine, history, callbacks, stopped, ended }: RunNotes): string {
  const seconds = history.map((entry) => entry.seconds);
  const content = {
    format: FORMAT,
    engine,
    position,
    stopped,
    ended,
    seconds,
    callbacks: callbacks.map(encodeMemory),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** Both texts as they were parsed from JSON. Throws Problem. */
export function readTraining(history: unknown, training: unknown): RunNotes {
  const epochs = list(epochForm)(history, "history.json");
  const { position, engine, callbacks, stopped, ended, seconds } = trainingForm(training, "training.json");
  if (seconds.length !== epochs.length)
    wrong("training.json.seconds", "one number for each epoch of history.json");
  if (position.epoch !== epochs.length)
    wrong("training.json.position.epoch", "the number of epochs in history.json");
  return {
    position,
    ...(engine === undefined ? {} : { engine }),
    ended,
    callbacks,
    history: epochs.map(({ epoch, ...log }, i) => ({ epoch, seconds: seconds[i], log })),
    ...(stopped === undefined ? {} : { stopped }),
  };
}

const logNumber: Form<number> = (value, at) => (value === null ? Number.NaN : number(value, at));

const epochForm: Form<EpochLog & { readonly epoch: number }> = (value, at) => {
  const log = dictionary(logNumber)(value, at);
  return { ...log, epoch: count(Object.hasOwn(log, "epoch") ? log.epoch : undefined, `${at}.epoch`) };
};

const position: Form<Position> = record<Position>({
  epoch: count,
  batch: count,
  step: count,
  seconds: number,
  trainLog: optional(dictionary(logNumber)),
});

const trainingForm = record<{
  format: number;
  engine?: string;
  position: Position;
  stopped?: string;
  ended: boolean;
  seconds: readonly number[];
  callbacks: readonly CallbackMemory[];
}>({
  format: count,
  engine: optional(text),
  position,
  stopped: optional(text),
  ended: flag,
  seconds: list(number),
  callbacks: list(dictionary(memoryForm)),
});

/** JSON has no infinite numbers, and the best loss so far starts as one. */
function encodeMemory(memory: CallbackMemory): unknown {
  const encode = (value: CallbackMemory[string]) =>
    typeof value === "number" && !Number.isFinite(value) ? { number: String(value) } : value;
  return Object.fromEntries(Object.entries(memory).map(([key, value]) => [key, encode(value)]));
}

function memoryForm(value: unknown, at: string): CallbackMemory[string] {
  if (value === null || typeof value === "number" || typeof value === "boolean" || typeof value === "string")
    return value;
  return Number(record({ number: text })(value, at).number);
}
