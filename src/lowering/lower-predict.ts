/** The predict program: inputs to outputs by name, in inference mode. */
import type { Model } from "../checker/model.ts";
import { traceForward, valueAt } from "../checker/trace-forward.ts";
import type { Library } from "../library/library.ts";
import { createTrace } from "../library/trace.ts";
import { createGraph, type Program, simplify, toProgram } from "../tensor/index.ts";
import { weightSlots } from "./weight-slots.ts";

export function lowerPredict(model: Model, library: Library): Program {
  const graph = createGraph("predict");
  const trace = createTrace({ graph, training: false });
  const forward = traceForward(model, library, trace);
  const outputs = model.outputs.map(({ name, value }) => ({
    name,
    value: valueAt(forward, value).tensor.id,
  }));
  return simplify(toProgram(graph, { inputs: forward.inputs, outputs, state: weightSlots(model, trace) }));
}
