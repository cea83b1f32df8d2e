/** State that gathers the numbers of an epoch: weighted means (losses), and the accumulators of metrics. */

import { add, addInput, type Graph, mul, type StateSlot, type Tensor } from "../tensor/index.ts";
import type { SlotSpec } from "./lowered.ts";

/** The state of a mean over the epoch, weighted by the size of each batch. */
export function meanSpecs(name: string): readonly SlotSpec[] {
  return ["total", "count"].map((part) => ({
    name: `metrics/${name}/${part}`,
    dtype: "f32",
    shape: [],
    initial: 0,
  }));
}

/** The state as inputs of a graph, by name. */
export function addStateInputs(graph: Graph, specs: readonly SlotSpec[]): ReadonlyMap<string, Tensor> {
  return new Map(specs.map(({ name, dtype, shape }) => [name, addInput(graph, { dtype, shape })]));
}

/** The mean's state after a batch of so many examples. */
export function addToMean(
  name: string,
  state: ReadonlyMap<string, Tensor>,
  value: Tensor,
  batch: Tensor,
): ReadonlyMap<string, Tensor> {
  const [total, count] = meanSpecs(name).map((spec) => ({
    name: spec.name,
    tensor: stateOf(state, spec.name),
  }));
  return new Map([
    [total.name, add(total.tensor, mul(value, batch))],
    [count.name, add(count.tensor, batch)],
  ]);
}

/** State slots of a program: each goes on as `next` says, or stays. */
export function stateSlots(
  state: ReadonlyMap<string, Tensor>,
  next: ReadonlyMap<string, Tensor>,
): readonly StateSlot[] {
  return [...state].map(([name, { id }]) => ({ name, input: id, output: (next.get(name) ?? { id }).id }));
}

export function stateOf(state: ReadonlyMap<string, Tensor>, name: string): Tensor {
  const tensor = state.get(name);
  if (tensor === undefined) throw new Error(`there is no state ${name}`);
  return tensor;
}
