/** What `evaluate` and `predict` work on: a saved model's folder, or a `.nn` file with weights from elsewhere. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Model } from "../../checker/model.ts";
import { library } from "../../library/index.ts";
import { Problem } from "../../problem.ts";
import type { Preparation } from "../../runtime/data/preparation.ts";
import type { Arrays } from "../../runtime/run-record.ts";
import { loadModel as loadSavedModel } from "../../runtime/saved-model/saved-model-file.ts";
import type { Invocation } from "../command.ts";
import { textFlag } from "../flags.ts";
import { loadModel } from "../load-program.ts";
import { UsageError } from "../usage-error.ts";
import { readWeights } from "./read-weights.ts";

export interface OpenedModel {
  readonly model: Model;
  readonly preparation: Preparation;
  readonly weights: Arrays;
  readonly batchSize: number;
}

/** Throws UsageError, ProgramErrors, or Problem where the weights are not this model's. */
export function openModel(operand: string, invocation: Invocation): OpenedModel {
  const { cwd } = invocation.terminal;
  if (isFolder(resolve(cwd, operand))) return openFolder(operand, invocation);
  const model = loadModel(operand, invocation);
  const from = textFlag(invocation, "weights");
  if (from === undefined)
    throw new UsageError(
      `\`${operand}\` holds no weights; give --weights FILE, or the folder of a trained model`,
    );
  const { weights, preparation } = readWeights(from, model, cwd);
  return {
    model,
    weights,
    preparation: preparation ?? knowsNothing(model, from),
    batchSize: model.train.batchSize,
  };
}

function openFolder(operand: string, invocation: Invocation): OpenedModel {
  const { cwd } = invocation.terminal;
  const { model, preparation, record, settings } = loadSavedModel(resolve(cwd, operand));
  const from = textFlag(invocation, "weights");
  const weights = from === undefined ? record.weights : readWeights(from, model, cwd).weights;
  return { model, preparation, weights, batchSize: settings.batchSize };
}

/** The preparation of a model whose data teaches nothing. */
function knowsNothing(model: Model, from: string): Preparation {
  const steps = model.data?.bindings.flatMap((binding) => binding.steps) ?? [];
  const learner = steps.find(({ name }) => library.layers.find(name)?.adapt !== undefined);
  if (learner === undefined) return { ports: [] };
  throw new Problem(
    `the data of ${model.name} goes through \`${learner.name}\`, which learns from the training rows, and \`${from}\` holds weights alone; give the folder that \`nnc train\` saved instead`,
  );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
