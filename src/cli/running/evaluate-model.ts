/** The work of `nnc evaluate`. */
import { library } from "../../library/index.ts";
import { lower } from "../../lowering/lower.ts";
import { Problem } from "../../problem.ts";
import { loadExamples } from "../../runtime/data/load-examples.ts";
import { evaluateDataset } from "../../runtime/evaluate-dataset.ts";
import { createEngine } from "../../runtime/tfjs/create-engine.ts";
import { createTrainer } from "../../runtime/trainer.ts";
import type { ExitCode, Invocation } from "../command.ts";
import { isSet, wholeNumberFlag } from "../flags.ts";
import { printJson } from "../print-json.ts";
import { openModel } from "./open-model.ts";
import { orErrors } from "./or-errors.ts";
import { readData } from "./read-data.ts";
import { chosenEngine } from "./run-flags.ts";
import { showLog } from "./show-log.ts";

/** Throws UsageError, ProgramErrors (about the program or the data) and Problem. */
export async function evaluateModel(invocation: Invocation): Promise<ExitCode> {
  const { operands, terminal } = invocation;
  const opened = openModel(operands[0], invocation);
  const { model, preparation, weights } = opened;
  if (model.compile === undefined)
    throw new Problem(`${model.name} has no \`compile\` block, so there is no loss to compute`);
  const examples = readData(model, operands[0], invocation);
  const dataset = orErrors(loadExamples({ model, library, examples, preparation, withTargets: true }));
  const engine = await createEngine(chosenEngine(invocation));
  const trainer = createTrainer(engine, lower(model, library), {
    weights,
    optimizer: new Map(),
    accumulators: new Map(),
  });
  const batchSize = wholeNumberFlag(invocation, "batch-size", 1) ?? opened.batchSize;
  const log = (await evaluateDataset(trainer, dataset, { batchSize })) ?? {};
  trainer.dispose();
  if (isSet(invocation, "json")) printJson(terminal, log);
  else terminal.out(`${dataset.rows} examples: ${showLog(log)}\n`);
  return 0;
}
