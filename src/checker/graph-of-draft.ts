/** The graph of a draft, without what only the checker knows. */
import type { Draft } from "./draft.ts";
import type { LayerGraph } from "./model.ts";

export function graphOfDraft({ values, layers, applications }: Draft): LayerGraph {
  return {
    values: values.map(({ type, name, span }) =>
      name === undefined ? { type, span } : { type, name, span },
    ),
    layers: layers.map(({ written: _, reads: __, doubtful: ___, ...layer }) => layer),
    applications,
  };
}
