/** The weights that steps hold: what a hint counts and a hover lists. */
import type { Draft } from "../checker/draft.ts";
import type { WeightSpec } from "../library/weight-spec.ts";

const byLayer = new WeakMap<Draft, Map<string, WeightSpec[]>>();

/** The weights of the layers that some applications use, each layer once. */
export function weightsOf(draft: Draft, first: number, end: number): readonly WeightSpec[] {
  const groups = byLayer.get(draft) ?? groupWeights(draft);
  const layers = new Set(draft.applications.slice(first, end).map(({ layer }) => layer));
  return [...layers].flatMap((layer) => groups.get(draft.layers[layer].name) ?? []);
}

/** A weight's path begins with the name of its layer. */
function groupWeights(draft: Draft): Map<string, WeightSpec[]> {
  const groups = new Map<string, WeightSpec[]>();
  for (const spec of draft.weights.values()) {
    const layer = spec.path.split("/")[0];
    const group = groups.get(layer);
    if (group === undefined) groups.set(layer, [spec]);
    else group.push(spec);
  }
  byLayer.set(draft, groups);
  return groups;
}
