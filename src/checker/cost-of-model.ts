/** What a model costs: its weights, the multiply-adds of predicting one example, and the memory that this takes. */
import type { Library } from "../library/library.ts";
import { createTrace } from "../library/trace.ts";
import {
  bind,
  costOf,
  createGraph,
  type Dim,
  type Program,
  ShapeProblem,
  toProgram,
} from "../tensor/index.ts";
import type { Model } from "./model.ts";
import { type Forward, traceForward, valueAt } from "./trace-forward.ts";

export interface ModelCost {
  readonly params: number;
  readonly trainableParams: number;
  /** Bytes of all weights: what a browser downloads. */
  readonly weightBytes: number;
  /** For one example; symbolic where an input's size is, undefined beyond 2^53. */
  readonly multiplyAdds: Dim | undefined;
  /** Bytes of the weights and of the most values alive at once, for one example; symbolic where an input's size is. */
  readonly memory: Dim | undefined;
}

/** The model has no errors. Its layers are traced anew, as a prediction runs them. */
export function costOfModel(model: Model, library: Library): ModelCost {
  const weightBytes = 4 * elementsOf(model.weights);
  const params = elementsOf(model.weights);
  const trainableParams = elementsOf(model.weights.filter(({ trainable }) => trainable));
  return { params, trainableParams, weightBytes, ...costOfPrediction(model, library, weightBytes) };
}

/** How many numbers these weights have together. */
export function elementsOf(weights: readonly { readonly shape: readonly number[] }[]): number {
  let elements = 0;
  for (const { shape } of weights) {
    let own = 1;
    for (const dim of shape) own *= dim;
    elements += own;
  }
  return elements;
}

function costOfPrediction(
  model: Model,
  library: Library,
  weightBytes: number,
): Pick<ModelCost, "multiplyAdds" | "memory"> {
  try {
    const program = bind(predictionOf(model, library), { batch: 1 });
    const { multiplyAdds, peakBytes } = costOf(program);
    return { multiplyAdds, memory: peakBytes === undefined ? openSize(program) : weightBytes + peakBytes };
  } catch (error) {
    if (error instanceof ShapeProblem) return { multiplyAdds: undefined, memory: undefined };
    throw error;
  }
}

function predictionOf(model: Model, library: Library): Program {
  const graph = createGraph("predict");
  const trace = createTrace({ graph, training: false });
  const forward: Forward = traceForward(model, library, trace);
  const outputs = model.outputs.map(({ name, value }) => ({
    name,
    value: valueAt(forward, value).tensor.id,
  }));
  const state = [...trace.weights].map(([name, { tensor, next }]) => ({
    name,
    input: tensor.id,
    output: next.id,
  }));
  return toProgram(graph, { inputs: forward.inputs, outputs, state });
}

/** The first size of an input that is not known. */
function openSize({ inputs, values }: Program): Dim {
  const dims = inputs.flatMap(({ value }) => values[value].shape);
  return dims.find((dim) => typeof dim !== "number") ?? 0;
}
