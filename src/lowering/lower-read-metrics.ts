/** The program that makes the numbers of a log from the accumulators, once an epoch. */
import type { Model } from "../checker/model.ts";
import type { Library } from "../library/library.ts";
import { createGraph, type Program, simplify, toProgram } from "../tensor/index.ts";
import { addStateInputs, stateSlots } from "./accumulators.ts";
import type { LogEntry, SlotSpec } from "./lowered.ts";
import { traceLogs } from "./trace-metrics.ts";

/** The program, and what its outputs are in their order. */
export function lowerReadMetrics(
  model: Model,
  library: Library,
  accumulators: readonly SlotSpec[],
): { readonly program: Program; readonly logs: readonly LogEntry[] } {
  const graph = createGraph("readMetrics", { phase: "metric" });
  const state = addStateInputs(graph, accumulators);
  const logs = traceLogs(model, library, state);
  const outputs = logs.map(({ name, tensor }) => ({ name, value: tensor.id }));
  const program = simplify(toProgram(graph, { inputs: [], outputs, state: stateSlots(state, new Map()) }));
  return { program, logs: logs.map(({ name, better }) => ({ name, better })) };
}
