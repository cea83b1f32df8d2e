/** The operations of a few layers, traced anew: the checker looks up what it has traced before, and keeps no operations of it. */
import type { Draft } from "../../checker/draft.ts";
import { applyLayer } from "../../library/apply-layer.ts";
import { createBuild } from "../../library/create-build.ts";
import { library } from "../../library/index.ts";
import { createTrace } from "../../library/trace.ts";
import { addInput, createGraph, type Graph, type Tensor } from "../../tensor/index.ts";

/** A graph of the applications from `first` up to `end`; what comes from others is an input. */
export function retraced(draft: Draft, first: number, end: number): Graph {
  const graph = createGraph("predict");
  const trace = createTrace({ graph, training: false });
  const values = new Map<number, { readonly tensor: Tensor; readonly mask: Tensor | undefined }>();
  const at = (value: number) => {
    const { tensor, mask } = draft.values[value];
    const known = values.get(value) ?? {
      tensor: addInput(graph, tensor),
      mask: mask === undefined ? undefined : addInput(graph, mask),
    };
    values.set(value, known);
    return known;
  };
  for (const { layer: index, inputs, outputs } of draft.applications.slice(first, end)) {
    const { name, trainable, call } = draft.layers[index];
    const layer = library.layers.find(call.name);
    if (layer === undefined) throw new Error(`the library has no layer ${call.name}`);
    const given = inputs.map(at);
    const build = createBuild(trace, { name, trainable, masks: given.map(({ mask }) => mask) });
    const context = { library, tensor: (value: number) => at(value).tensor };
    const tensors = given.map(({ tensor }) => tensor);
    const result = applyLayer({ layer, call, inputs: tensors, build, context });
    outputs.forEach((output, i) => {
      values.set(output, { tensor: result.outputs[i], mask: i === 0 ? result.mask : undefined });
    });
  }
  return graph;
}
