/** The operations of a few layers, traced anew: the checker looks up what it has traced before, and keeps no operations of it. */
import type { Draft } from "../../checker/draft.ts";
import { type TracedValue, traceApplication } from "../../checker/trace-forward.ts";
import { library } from "../../library/index.ts";
import { createTrace } from "../../library/trace.ts";
import { addInput, createGraph, type Graph } from "../../tensor/index.ts";

/** A graph of the applications from `first` up to `end`; what comes from others is an input. */
export function retraced(draft: Draft, first: number, end: number): Graph {
  const graph = createGraph("predict");
  const trace = createTrace({ graph, training: false });
  const values = new Map<number, TracedValue>();
  for (const application of draft.applications.slice(first, end)) {
    for (const value of [...application.inputs, ...draft.layers[application.layer].reads]) {
      if (!values.has(value)) values.set(value, asInput(graph, draft, value));
    }
    traceApplication(draft, library, trace, application, values);
  }
  return graph;
}

function asInput(graph: Graph, { values }: Draft, value: number): TracedValue {
  const { type, mask } = values[value];
  return {
    tensor: addInput(graph, type),
    ...(mask === undefined ? {} : { mask: addInput(graph, mask) }),
  };
}
