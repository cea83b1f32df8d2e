/** A run in a line: how it ended, and how far it has come. */
import type { EpochLog } from "../../src/library/define-callback.ts";
import type { TrainingEnd, TrainingNews } from "../workers/messages.ts";

/** One run, as far as it has come. */
export interface RunState {
  begun?: Extract<TrainingNews, { kind: "begin" }>;
  readonly history: EpochLog[];
  seconds: number;
}

export function sayRun(run: RunState, end?: TrainingEnd): string {
  return `${end === undefined ? "" : sayEnd(end)}${sayState(run)}`;
}

function sayState({ begun, history, seconds }: RunState): string {
  if (begun === undefined) return "Starting the engine …";
  const rows = `${begun.rows.toLocaleString("en-US")} rows`;
  const validation =
    begun.validationRows === 0 ? "" : ` + ${begun.validationRows.toLocaleString("en-US")} for validation`;
  const time = seconds === 0 ? "" : ` · ${seconds.toFixed(1)} s`;
  return `${begun.model} · epoch ${history.length} of ${begun.epochs}${time} · ${rows}${validation} · seed ${begun.seed}`;
}

function sayEnd(end: TrainingEnd): string {
  if (end.outcome === "finished") return "Done: ";
  if (end.outcome === "interrupted") return "Stopped: ";
  if (end.outcome === "stopped") return `${end.reason ?? "Stopped by a callback"}: `;
  return "";
}
