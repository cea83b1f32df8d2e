/** The weights that a model begins with: those of the command line, else of the file of the whole model, else of its layers' own files. */
import type { Model } from "../../checker/model.ts";
import type { Arrays } from "../../runtime/run-record.ts";
import type { Invocation } from "../command.ts";
import { textFlag } from "../flags.ts";
import { readLayerWeights } from "./read-layer-weights.ts";
import { readWeights } from "./read-weights.ts";

/** `initial`: what layers begin with that no file speaks of. Throws UsageError and Problem. */
export function startingWeights(model: Model, initial: Arrays, invocation: Invocation): Arrays {
  const { cwd } = invocation.terminal;
  const from = textFlag(invocation, "weights");
  if (from !== undefined) return readWeights(from, model, cwd).weights;
  if (model.train.weightsFile !== undefined) return readWeights(model.train.weightsFile, model, cwd).weights;
  return readLayerWeights(model, initial, cwd);
}
