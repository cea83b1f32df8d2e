/** The program that makes the numbers of a log from the accumulators, once an epoch. */
import type { Model } from "../checker/model.ts";
import type { Library } from "../library/library.ts";
import { createGraph, type Program, simplify, toProgram } from "../tensor/index.ts";
import { addStateInputs, stateSlots } from "./accumulators.ts";
import type { SlotSpec } from "./lowered.ts";
import { traceLogs } from "./trace-metrics.ts";

export function lowerReadMetrics(model: Model, library: Library, accumulators: readonly SlotSpec[]): Program {
  const graph = createGraph("readMetrics", { phase: "metric" });
  const state = addStateInputs(graph, accumulators);
  const logs = traceLogs(model, library, state);
  const outputs = [...logs].map(([name, { id }]) => ({ name, value: id }));
  return simplify(toProgram(graph, { inputs: [], outputs, state: stateSlots(state, new Map()) }));
}
