/** What a model costs: its weights, the multiply-adds of predicting one example, and the memory that this takes. */
import type { Trace } from "../library/trace.ts";
import { bind, costOf, type Dim, type Program, toProgram } from "../tensor/index.ts";
import type { Draft } from "./draft.ts";

export interface ModelCost {
  readonly params: number;
  readonly trainableParams: number;
  /** Bytes of all weights: what a browser downloads. */
  readonly weightBytes: number;
  /** For one example; symbolic where an input's size is. */
  readonly multiplyAdds: Dim;
  /** Bytes of the weights and of the most values alive at once, for one example; symbolic where an input's size is. */
  readonly memory: Dim;
}

type Traced = Pick<Draft, "inputs" | "values" | "trace"> & { readonly outputs?: readonly number[] };

/** The cost of the graph as it was traced; every value counts as long as a layer still reads it. */
export function costOfModel(model: Traced): ModelCost {
  const weights = [...model.trace.weights.values()].map(({ spec }) => ({
    ...spec,
    size: elements(spec.shape),
  }));
  const sum = (some: typeof weights) => some.reduce((total, { size }) => total + size, 0);
  const weightBytes = sum(weights) * 4;
  const program = bind(programOf(model), new Map([["batch", 1]]));
  const { multiplyAdds, peakBytes } = costOf(program);
  return {
    params: sum(weights),
    trainableParams: sum(weights.filter(({ trainable }) => trainable)),
    weightBytes,
    multiplyAdds,
    memory: peakBytes === undefined ? openSize(program) : weightBytes + peakBytes,
  };
}

/** The traced graph as a program that predicts. */
function programOf({ inputs, values, trace, outputs }: Traced): Program {
  const last = values.length - 1;
  const results = outputs ?? [last];
  return toProgram(trace.graph, {
    inputs: inputs.map(({ name, value }) => ({ name, value: values[value].tensor.id })),
    outputs: results.map((value) => ({ name: String(value), value: values[value].tensor.id })),
    state: stateOf(trace),
  });
}

function stateOf({ weights }: Trace): Program["state"] {
  return [...weights].map(([name, { tensor, next }]) => ({ name, input: tensor.id, output: next.id }));
}

function elements(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}

/** The first size of an input that is not known. */
function openSize({ inputs, values }: Program): Dim {
  const dims = inputs.flatMap(({ value }) => values[value].shape);
  return dims.find((dim) => typeof dim !== "number") ?? 0;
}
