/** What `evaluate` and `predict` work on: a saved model's folder, or a `.nn` file with weights from elsewhere. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Model } from "../../checker/model.ts";
import { library } from "../../library/index.ts";
import { initialWeights } from "../../lowering/initial-state.ts";
import { lower } from "../../lowering/lower.ts";
import { Problem } from "../../problem.ts";
import type { Preparation } from "../../runtime/data/preparation.ts";
import type { Arrays } from "../../runtime/run-record.ts";
import { loadModel as loadSavedModel } from "../../runtime/saved-model/saved-model-file.ts";
import type { Invocation } from "../command.ts";
import { textFlag } from "../flags.ts";
import { loadModel } from "../load-program.ts";
import { UsageError } from "../usage-error.ts";
import { readWeights } from "./read-weights.ts";
import { startingWeights } from "./starting-weights.ts";

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
  return withWeights(model, from, cwd);
}

/** A model with weights from a file, or from the folder of a trained model. Throws UsageError and Problem. */
export function withWeights(model: Model, from: string, cwd: string): OpenedModel {
  const { weights, preparation } = readWeights(from, model, cwd);
  const needed = preparation ?? knowsNothing(model, `\`${from}\` holds weights alone`);
  return { model, weights, preparation: needed, batchSize: model.train.batchSize };
}

/** A model as its training would begin: with the weights of its seed (0 where it names none). Throws Problem. */
export function untrained(model: Model, invocation: Invocation): OpenedModel {
  const initial = initialWeights(lower(model, library), library, model.train.seed ?? 0);
  return {
    model,
    weights: startingWeights(model, initial, invocation),
    preparation: knowsNothing(model, "this model is not trained yet"),
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

/** The preparation of a model whose data teaches nothing; `because` says why no more is known. */
function knowsNothing(model: Model, because: string): Preparation {
  const steps = model.data?.bindings.flatMap((binding) => binding.steps) ?? [];
  const learner = steps.find(({ name }) => library.layers.find(name)?.adapt !== undefined);
  if (learner === undefined) return { ports: [] };
  throw new Problem(
    `the data of ${model.name} goes through \`${learner.name}\`, which learns from the training rows, and ${because}; give the folder that \`nnc train\` saved with --weights`,
  );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
