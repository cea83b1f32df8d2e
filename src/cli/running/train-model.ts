/** The work of `nnc train`. */
import { resolve } from "node:path";
import type { Model } from "../../checker/model.ts";
import { notAllowed } from "../../checker/suppress.ts";
import type { Compiled } from "../../compile.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { library } from "../../library/index.ts";
import { lower } from "../../lowering/lower.ts";
import { Problem } from "../../problem.ts";
import { judgeData } from "../../runtime/data/findings/judge-data.ts";
import { loadTrainingData, type TrainingData } from "../../runtime/data/load-training-data.ts";
import { fit } from "../../runtime/fit.ts";
import type { FitResult } from "../../runtime/fit-request.ts";
import { requireSavable, saveModel } from "../../runtime/saved-model/saved-model-file.ts";
import { createEngine } from "../../runtime/tfjs/create-engine.ts";
import type { Source } from "../../source.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { isSet, textFlag } from "../flags.ts";
import { loadModels, onlyModel } from "../load-program.ts";
import { printDiagnostics } from "../print-diagnostics.ts";
import { printJson } from "../print-json.ts";
import { ProgramErrors } from "../program-errors.ts";
import { readProjectFile } from "../read-source-file.ts";
import { UsageError } from "../usage-error.ts";
import { version } from "../version.ts";
import { historyJson } from "./history-json.ts";
import { interruptSignal } from "./interrupt-signal.ts";
import { orErrors } from "./or-errors.ts";
import { planRun, type RunPlan, trainFlags } from "./plan-run.ts";
import { readData } from "./read-data.ts";
import { runningCallbacks } from "./running-callbacks.ts";
import { sameExamples } from "./same-examples.ts";
import { sayBroken } from "./say-broken.ts";
import { showTraining } from "./show-training.ts";
import { trainingFiles } from "./training-files.ts";

/** Throws UsageError, ProgramErrors (about the program or the data) and Problem. */
export async function trainModel(invocation: Invocation): Promise<ExitCode> {
  const file = invocation.operands[0];
  const compiled = loadModels(file, invocation, trainFlags(invocation));
  const model = onlyModel(compiled, file);
  if (model.compile === undefined)
    throw new Problem(
      `${model.name} has no \`compile\` block; say there which optimizer and loss to train it with`,
    );
  const out = textFlag(invocation, "out") ?? `trained/${model.name.toLowerCase()}`;
  requireSavable(resolve(invocation.terminal.cwd, out));
  const plan = planRun(model, out, invocation);
  const data = readTrainingData(compiled, model, plan, invocation);
  const examples = sameExamples(data, plan.examples, out);
  const result = await runTraining(model, plan, { ...data, examples }, out, invocation);
  return finish(model, result, out, invocation);
}

function readTrainingData(
  compiled: Compiled,
  model: Model,
  { settings, validationSplit }: RunPlan,
  invocation: Invocation,
): TrainingData {
  const file = invocation.operands[0];
  const table = readData(model, file, invocation);
  const validationTable = readValidationData(model, invocation);
  const request = { model, library, table, validationTable, validationSplit, seed: settings.seed };
  const data = orErrors(loadTrainingData(request));
  sayFindings(judgeData({ ...data, model, library, file: table.file }), compiled, invocation);
  return data;
}

function readValidationData(
  { train: { validationData } }: Model,
  { operands, terminal }: Invocation,
): Source | undefined {
  if (validationData === undefined) return undefined;
  const table = readProjectFile(validationData, operands[0], terminal.cwd);
  if (table === undefined) throw new UsageError(`I cannot read the validation data \`${validationData}\``);
  return table;
}

/** What the data says about the program, but for what `nn-allow` allows. Throws ProgramErrors where that is an error. */
function sayFindings(
  found: readonly Diagnostic[],
  { sources, index }: Compiled,
  invocation: Invocation,
): void {
  const diagnostics = notAllowed(
    found,
    [...index.files.values()].map(({ parsed }) => parsed),
  );
  if (diagnostics.some(({ severity }) => severity === "error"))
    throw new ProgramErrors({ diagnostics, sources });
  const { terminal } = invocation;
  printDiagnostics({ diagnostics, sources }, terminal, terminal.err, { hints: isSet(invocation, "hints") });
}

async function runTraining(
  model: Model,
  plan: RunPlan,
  data: TrainingData & { readonly examples: string },
  out: string,
  invocation: Invocation,
): Promise<FitResult> {
  const { settings, record } = plan;
  const { training, validation, preparation, examples } = data;
  const folder = resolve(invocation.terminal.cwd, out);
  const save = (path: string, state: typeof record) =>
    saveModel(path, { model, preparation, settings, examples, record: state, version });
  const engine = await createEngine(plan.engine);
  const screen = showTraining(
    model,
    { settings, rows: training.rows, validationRows: validation?.rows ?? 0, engine: engine.name },
    invocation,
  );
  for (const note of plan.notes) invocation.terminal.err(`${note}\n`);
  const interrupt = interruptSignal(invocation.terminal, screen.end);
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
