/** The evaluate step: loss and metrics of a batch in inference mode, into the accumulators. Weights stay as they are. */
import type { Model } from "../checker/model.ts";
import { traceForward } from "../checker/trace-forward.ts";
import type { Library } from "../library/library.ts";
import { createTrace } from "../library/trace.ts";
import { createGraph, type Program, simplify, toProgram } from "../tensor/index.ts";
import { addStateInputs, stateSlots } from "./accumulators.ts";
import type { SlotSpec } from "./lowered.ts";
import { addTargets, batchSize } from "./step-parts.ts";
import { outputsInStep, traceLoss } from "./trace-loss.ts";
import { traceMetrics } from "./trace-metrics.ts";
import { weightSlots } from "./weight-slots.ts";

/** Classes weigh the same here, as in Keras. */
export function lowerEvaluateStep(
  model: Model,
  library: Library,
  accumulators: readonly SlotSpec[],
): Program {
  const graph = createGraph("evaluateStep");
  const trace = createTrace({ graph, training: false });
  const forward = traceForward(model, library, trace);
  const targets = addTargets(model, graph);
  const outputs = outputsInStep(model, forward, targets.tensors, () => undefined);
  const loss = traceLoss(model, library, trace, outputs);
  const state = addStateInputs(graph, accumulators);
  const metrics = traceMetrics(model, library, state, { outputs, loss, batch: batchSize(model, graph) });
  return simplify(
    toProgram(graph, {
      inputs: [...forward.inputs, ...targets.ports],
      outputs: [{ name: "loss", value: loss.total.id }],
      state: [...weightSlots(model, trace), ...stateSlots(state, metrics)],
    }),
  );
}
