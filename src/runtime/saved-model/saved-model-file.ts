/** Saves a trained model as a folder, whole or not at all, and loads it again with every byte doubted. */
import { join } from "node:path";
import { library } from "../../library/index.ts";
import { lower } from "../../lowering/lower.ts";
import { Problem } from "../../problem.ts";
import type { Arrays, RunRecord } from "../run-record.ts";
import { printProgram, readProgram, requireKnownFormat } from "./program-json.ts";
import { readFolder } from "./read-folder-file.ts";
import { readSafetensors } from "./read-safetensors.ts";
import { requireArrays, weightNeeds } from "./require-arrays.ts";
import { FILES, type SavedModel } from "./saved-model.ts";
import { printHistory, printTraining, readTraining } from "./training-json.ts";
import { type FileSystem, requireWritable, writeFolder } from "./write-folder-file.ts";
import { writeSafetensors } from "./write-safetensors.ts";

/** Replaces a saved model of that name. Throws Problem, and then nothing has changed. */
export function saveModel(path: string, saved: SavedModel, fileSystem?: FileSystem): void {
  const { record } = saved;
  const encode = (content: string) => new TextEncoder().encode(content);
  const files = new Map<string, Uint8Array>([
    [FILES.program, encode(printProgram(saved))],
    [FILES.weights, writeSafetensors(record.weights)],
    [FILES.optimizer, writeSafetensors(record.optimizer)],
    [FILES.history, encode(printHistory(record.history))],
    [FILES.training, encode(printTraining(record))],
    [FILES.trainingState, writeSafetensors(trainingState(record))],
  ]);
  writeFolder(path, files, FILES.program, fileSystem);
}

/** Throws the Problem that `saveModel` would throw there; asked before a training, whose hours would be lost. */
export function requireSavable(path: string, fileSystem?: FileSystem): void {
  requireWritable(path, FILES.program, fileSystem);
}

/** Throws Problem: no saved model, a damaged file, weights of another model. */
export function loadModel(path: string, fileSystem?: FileSystem): SavedModel {
  const files = readFolder(path, Object.values(FILES), fileSystem);
  const json = (name: string) => parseJson(files.get(name)!, join(path, name));
  const arrays = (name: string) => readSafetensors(files.get(name)!, join(path, name));
  const content = json(FILES.program);
  requireKnownFormat(content);
  const program = within(path, () => readProgram(content));
  requireLowerable(program.model, path);
  const notes = within(path, () => readTraining(json(FILES.history), json(FILES.training)));
  const weights = arrays(FILES.weights);
  const state = arrays(FILES.trainingState);
  const kept = below(state, "kept/");
  const last = below(state, "last/");
  for (const [name, some] of [
    ["weights", weights],
    ["trainingState", kept],
    ["trainingState", last],
  ] as const) {
    if (some !== undefined) requireArrays(some, weightNeeds(program.model), join(path, FILES[name]));
  }
  const record: RunRecord = {
    ...notes,
    weights,
    optimizer: arrays(FILES.optimizer),
    accumulators: new Map([...state].filter(([name]) => name.startsWith("metrics/"))),
    ...(kept === undefined ? {} : { kept }),
    ...(last === undefined ? {} : { last }),
  };
  return { ...program, record };
}

/** A model in the right form can still name layers that there are not, or sizes that do not fit. */
function requireLowerable(model: SavedModel["model"], path: string): void {
  try {
    lower(model, library);
  } catch (error) {
    throw new Problem(
      `The saved model ${path} is none that this nnc can build: ${(error as Error).message.split("\n")[0]}`,
    );
  }
}

/** Accumulators, kept weights and last weights in one file, apart by the beginnings of their names. */
function trainingState({ accumulators, kept = new Map(), last = new Map() }: RunRecord): Arrays {
  const under = (prefix: string, arrays: Arrays) =>
    [...arrays].map(([name, array]) => [`${prefix}${name}`, array] as const);
  return new Map([...accumulators, ...under("kept/", kept), ...under("last/", last)]);
}

/** The arrays whose names begin so, without that beginning; undefined where there are none. */
function below(arrays: Arrays, prefix: string): Arrays | undefined {
  const found = [...arrays].filter(([name]) => name.startsWith(prefix));
  return found.length === 0
    ? undefined
    : new Map(found.map(([name, array]) => [name.slice(prefix.length), array]));
}

function parseJson(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new Problem(`${path} is damaged: it is no JSON.`);
  }
}

/** Says which saved model a Problem is about. */
function within<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Problem
      ? new Problem(`The saved model ${path} is damaged: ${error.message}`)
      : error;
  }
}
