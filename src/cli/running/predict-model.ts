/** The work of `nnc predict`. */
import { library } from "../../library/index.ts";
import { lower } from "../../lowering/lower.ts";
import { loadExamples } from "../../runtime/data/load-examples.ts";
import { predictDataset } from "../../runtime/predict-dataset.ts";
import { createEngine } from "../../runtime/tfjs/create-engine.ts";
import type { Source } from "../../source.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { isSet, textFlag, wholeNumberFlag } from "../flags.ts";
import { printJson } from "../print-json.ts";
import { readNamedFile } from "../read-source-file.ts";
import { UsageError } from "../usage-error.ts";
import { openModel } from "./open-model.ts";
import { orErrors } from "./or-errors.ts";
import { predictionTable } from "./prediction-table.ts";
import { predictionsJson } from "./predictions-json.ts";
import { chosenEngine } from "./run-flags.ts";

/** Throws UsageError, ProgramErrors (about the program or the data) and Problem. */
export async function predictModel(invocation: Invocation): Promise<ExitCode> {
  const { operands, terminal } = invocation;
  const opened = openModel(operands[0], invocation);
  const { model, preparation, weights } = opened;
  const examples = await readInput(invocation);
  const dataset = orErrors(loadExamples({ model, library, examples, preparation, withTargets: false }));
  const engine = await createEngine(chosenEngine(invocation));
  const batchSize = wholeNumberFlag(invocation, "batch-size", 1) ?? opened.batchSize;
  const outputs = await predictDataset(engine, lower(model, library), weights, dataset, batchSize);
  const predictions = predictionsJson(model, preparation, outputs);
  if (isSet(invocation, "json")) printJson(terminal, predictions);
  else terminal.out(predictionTable(model, predictions));
  return 0;
}

async function readInput(invocation: Invocation): Promise<Source> {
  const { terminal } = invocation;
  const input = textFlag(invocation, "input");
  if (input === undefined)
    throw new UsageError(
      "say with --input where the examples are: a CSV file, a JSON file, or - for standard input",
    );
  return input === "-"
    ? { file: "standard input", text: await terminal.readInput() }
    : readNamedFile(input, terminal.cwd);
}
