/** Weights that the command line names: a `.safetensors` file, or the folder of a saved model with what it knows of its data. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Model } from "../../checker/model.ts";
import type { Preparation } from "../../runtime/data/preparation.ts";
import type { Arrays } from "../../runtime/run-record.ts";
import { readWhole } from "../../runtime/saved-model/read-folder-file.ts";
import { readSafetensors } from "../../runtime/saved-model/read-safetensors.ts";
import { requireArrays, weightNeeds } from "../../runtime/saved-model/require-arrays.ts";
import { loadModel as loadSavedModel } from "../../runtime/saved-model/saved-model-file.ts";
import { UsageError } from "../usage-error.ts";

/** Throws UsageError where there is no such file, Problem where its arrays are not those of `model`. */
export function readWeights(
  from: string,
  model: Model,
  cwd: string,
): { readonly weights: Arrays; readonly preparation?: Preparation } {
  const path = resolve(cwd, from);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new UsageError(`there is no file \`${from}\` to read weights from`);
  const saved = stats.isDirectory() ? loadSavedModel(path) : undefined;
  const weights = saved?.record.weights ?? readSafetensors(readWhole(path), from);
  requireArrays(weights, weightNeeds(model), from);
  return saved === undefined ? { weights } : { weights, preparation: saved.preparation };
}
