/** The graph of a draft, without what only the checker knows. */
import type { Draft, DraftLayer } from "./draft.ts";
import type { LayerGraph, LayerInstance } from "./model.ts";

export function graphOfDraft({ values, layers, applications }: Draft): LayerGraph {
  return {
    values: values.map(({ type, name, span }) =>
      name === undefined ? { type, span } : { type, name, span },
    ),
    layers: layers.map(instanceOf),
    applications,
  };
}

/** Written out, since rest patterns are slow and there are thousands of layers. */
function instanceOf({ name, type, call, trainable, weightsFile, span }: DraftLayer): LayerInstance {
  return weightsFile === undefined
    ? { name, type, call, trainable, span }
    : { name, type, call, trainable, weightsFile, span };
}
