/** Initial weights of layers that name a file of their own (`dense(8, weights="base.safetensors")`). */
import { resolve } from "node:path";
import type { Model } from "../../checker/model.ts";
import { Problem } from "../../problem.ts";
import type { Arrays } from "../../runtime/run-record.ts";
import { readWhole } from "../../runtime/saved-model/read-folder-file.ts";
import { readSafetensors } from "../../runtime/saved-model/read-safetensors.ts";
import type { NumberArray } from "../../tensor/index.ts";

/** A file holds a layer's weights under their full paths, or without the layer's name. Throws Problem where one is missing or differs. */
export function readLayerWeights(model: Model, initial: Arrays, cwd: string): Arrays {
  const weights = new Map(initial);
  const files = new Map<string, Arrays>();
  for (const { name, weightsFile } of model.layers) {
    if (weightsFile === undefined) continue;
    const arrays =
      files.get(weightsFile) ?? readSafetensors(readWhole(resolve(cwd, weightsFile)), weightsFile);
    files.set(weightsFile, arrays);
    for (const [path, array] of initial) {
      if (path.startsWith(`${name}/`)) weights.set(path, find(arrays, path, name, array, weightsFile));
    }
  }
  return weights;
}

function find(arrays: Arrays, path: string, layer: string, like: NumberArray, file: string): NumberArray {
  const found = arrays.get(path) ?? arrays.get(path.slice(layer.length + 1));
  const show = ({ dtype, shape }: NumberArray) => `${dtype}[${shape.join(", ")}]`;
  if (found === undefined) throw new Problem(`\`${file}\` holds no weight \`${path}\``);
  if (show(found) !== show(like))
    throw new Problem(`\`${path}\` is ${show(found)} in \`${file}\`, but the layer needs ${show(like)}`);
  return found;
}
