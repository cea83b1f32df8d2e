/** Whether a layer computes with an input at the scale it comes in: none before it brings it to another. */
import type { Application, LayerInstance, Model, ModelInput } from "../../../checker/model.ts";
import type { Layer } from "../../../library/define-layer.ts";
import type { Library } from "../../../library/library.ts";

/** Families of layers that learn from the size of their input. */
const learning = new Set(["attention", "convolution", "core", "recurrent", "wrapper"]);
/** Families of layers that bring what they read to a scale. */
const scaling = new Set(["normalization", "preprocessing"]);

/** The first layer that does; undefined where there is none. */
export function rawReader(input: ModelInput, model: Model, library: Library): LayerInstance | undefined {
  const seen = new Set<number>([input.value]);
  const waiting = [input.value];
  for (let value = waiting.shift(); value !== undefined; value = waiting.shift()) {
    for (const application of readersOf(value, model)) {
      const instance = model.layers[application.layer];
      const layer = library.layers.find(instance.type);
      if (layer === undefined || scaling.has(layer.family)) continue;
      if (learning.has(layer.family)) {
        if (learnsFrom(layer)) return instance;
        continue;
      }
      const fresh = application.outputs.filter((output) => !seen.has(output));
      for (const output of fresh) seen.add(output);
      waiting.push(...fresh);
    }
  }
  return undefined;
}

/** Layers that look numbers up (embedding) do not compute with them. */
function learnsFrom({ reads }: Layer): boolean {
  return reads !== "i32";
}

function readersOf(value: number, { applications }: Model): readonly Application[] {
  return applications.filter(({ inputs }) => inputs.includes(value));
}
