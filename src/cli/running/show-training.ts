/** Training as a person watches it: what is trained on what, a bar while an epoch runs, a line when it is done. */
import { Presets, SingleBar } from "cli-progress";
import type { Model } from "../../checker/model.ts";
import type { FitEvent, FitSettings } from "../../runtime/fit-request.ts";
import type { Invocation } from "../command.ts";
import { count } from "../count.ts";
import { isSet } from "../flags.ts";
import { showLog } from "./show-log.ts";

type BatchEvent = Extract<FitEvent, { batch: number }>;

interface Beginning {
  readonly settings: FitSettings;
  readonly rows: number;
  readonly validationRows: number;
  readonly engine: string;
}

/** Everything goes to standard error but the lines of the epochs; with `--json` these too. */
export function showTraining(
  model: Model,
  { settings, rows, validationRows, engine }: Beginning,
  invocation: Invocation,
): { readonly watch: (event: FitEvent) => void; readonly end: () => void } {
  const { terminal } = invocation;
  const print = isSet(invocation, "json") ? terminal.err : terminal.out;
  const validation = validationRows === 0 ? "" : `, ${count(validationRows, "row")} for validation`;
  terminal.err(
    `training ${model.name} on ${count(rows, "row")}${validation}; batch size ${settings.batchSize}, seed ${settings.seed}, ${engine}\n`,
  );
  const bar = terminal.interactive ? createBar() : undefined;
  const watch = (event: FitEvent) => {
    if (event.kind === "training" || event.kind === "validation") drawBar(bar, event);
    else if (event.kind === "epoch") {
      bar?.stop();
      print(`${epochLine(event, terminal.colors.dim)}\n`);
    } else if (event.kind === "say") {
      bar?.stop();
      terminal.err(`${event.message}\n`);
    }
  };
  return { watch, end: () => bar?.stop() };
}

function createBar(): SingleBar {
  const format = "epoch {epoch}/{epochs} {kind} {bar} {value}/{total}";
  return new SingleBar(
    { format, clearOnComplete: true, hideCursor: true, barsize: 30, stream: process.stderr },
    Presets.shades_classic,
  );
}

function drawBar(bar: SingleBar | undefined, { kind, epoch, epochs, batch, batches }: BatchEvent): void {
  if (bar === undefined) return;
  if (batch === 1 || !bar.isActive) bar.start(batches, batch, { epoch, epochs, kind });
  else bar.update(batch);
}

function epochLine(
  { entry, epochs }: Extract<FitEvent, { kind: "epoch" }>,
  dim: (text: string) => string,
): string {
  const width = String(epochs).length;
  return `epoch ${String(entry.epoch).padStart(width)}/${epochs}  ${showLog(entry.log)}  ${dim(`${entry.seconds.toFixed(2)} s`)}`;
}
