/** The program that empties the accumulators before an epoch. */
import { createGraph, fill, type Program, simplify, toProgram } from "../tensor/index.ts";
import { addStateInputs, stateSlots } from "./accumulators.ts";
import type { SlotSpec } from "./lowered.ts";

export function lowerResetMetrics(accumulators: readonly SlotSpec[]): Program {
  const graph = createGraph("resetMetrics", { phase: "metric" });
  const state = addStateInputs(graph, accumulators);
  const zeros = new Map(accumulators.map(({ name, shape }) => [name, fill(graph, 0, shape)]));
  return simplify(toProgram(graph, { inputs: [], outputs: [], state: stateSlots(state, zeros) }));
}
