/** The work of `nnc train`. */
import { resolve } from "node:path";
import type { Model } from "../../checker/model.ts";
import { library } from "../../library/index.ts";
import { lower } from "../../lowering/lower.ts";
import { Problem } from "../../problem.ts";
import { loadTrainingData, type TrainingData } from "../../runtime/data/load-training-data.ts";
import { fit } from "../../runtime/fit.ts";
import type { FitResult } from "../../runtime/fit-request.ts";
import { requireSavable, saveModel } from "../../runtime/saved-model/saved-model-file.ts";
import { createEngine } from "../../runtime/tfjs/create-engine.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { isSet, textFlag } from "../flags.ts";
import { loadModel } from "../load-program.ts";
import { printJson } from "../print-json.ts";
import { readProjectFile } from "../read-source-file.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";
import { historyJson } from "./history-json.ts";
import { interruptSignal } from "./interrupt-signal.ts";
import { orErrors } from "./or-errors.ts";
import { planRun, type RunPlan, trainFlags } from "./plan-run.ts";
import { readData } from "./read-data.ts";
import { chosenEngine } from "./run-flags.ts";
import { runningCallbacks } from "./running-callbacks.ts";
import { sayBroken } from "./say-broken.ts";
import { showTraining } from "./show-training.ts";
import { trainingFiles } from "./training-files.ts";

/** Throws UsageError, ProgramErrors (about the program or the data) and Problem. */
export async function trainModel(invocation: Invocation): Promise<ExitCode> {
  const file = invocation.operands[0];
  const model = loadModel(file, invocation, trainFlags(invocation));
  if (model.compile === undefined)
    throw new Problem(
      `${model.name} has no \`compile\` block; say there which optimizer and loss to train it with`,
    );
  const out = textFlag(invocation, "out") ?? `trained/${model.name.toLowerCase()}`;
  requireSavable(resolve(invocation.terminal.cwd, out));
  const plan = planRun(model, out, invocation);
  const data = readTrainingData(model, file, plan, invocation);
  const result = await runTraining(model, plan, data, out, invocation);
  return finish(model, result, out, invocation);
}

function readTrainingData(
  model: Model,
  file: string,
  { settings, validationSplit }: RunPlan,
  invocation: Invocation,
): TrainingData {
  const table = readData(model, file, invocation);
  const named = model.train.validationData;
  const validationTable =
    named === undefined ? undefined : readProjectFile(named, file, invocation.terminal.cwd);
  if (named !== undefined && validationTable === undefined)
    throw new UsageError(`I cannot read the validation data \`${named}\``);
  return orErrors(
    loadTrainingData({
      model,
      library,
      table,
      validationTable,
      validationSplit,
      seed: settings.seed,
    }),
  );
}

async function runTraining(
  model: Model,
  plan: RunPlan,
  data: TrainingData,
  out: string,
  invocation: Invocation,
): Promise<FitResult> {
  const { settings, record } = plan;
  const { training, validation, preparation } = data;
  const folder = resolve(invocation.terminal.cwd, out);
  const save = (path: string, state: typeof record) =>
    saveModel(path, { model, preparation, settings, record: state, version });
  const engine = await createEngine(chosenEngine(invocation));
  const screen = showTraining(
    model,
    { settings, rows: training.rows, validationRows: validation?.rows ?? 0, engine: engine.name },
    invocation,
  );
  const interrupt = interruptSignal(invocation.terminal);
  try {
    const result = await fit({
      engine,
      lowered: lower(model, library),
      record,
      training,
      ...(validation === undefined ? {} : { validation }),
      settings,
      callbacks: runningCallbacks(model, library),
      files: trainingFiles(invocation.terminal.cwd, folder, save),
      signal: interrupt.signal,
      watch: screen.watch,
    });
    if (result.outcome !== "broken") save(folder, result.record);
    return result;
  } finally {
    interrupt.stopListening();
    screen.end();
    engine.dispose();
  }
}

function finish(model: Model, result: FitResult, out: string, invocation: Invocation): ExitCode {
  if (result.outcome === "broken") throw new Problem(sayBroken(model, result.broken));
  const { terminal } = invocation;
  const { history } = result.record;
  if (isSet(invocation, "json")) printJson(terminal, { history: historyJson(history), out });
  else if (result.outcome === "interrupted")
    terminal.err(`interrupted; saved in ${out}; go on with --resume --out ${out}\n`);
  else terminal.out(`${result.outcome === "stopped" ? `${result.reason}\n` : ""}saved in ${out}\n`);
  return result.outcome === "interrupted" ? 130 : 0;
}
