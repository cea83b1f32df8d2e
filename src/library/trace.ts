/** What is gathered while the layers of a model are traced into one graph: weights, updates, penalties, random draws. */
import { addInput, type Graph, type Tensor } from "../tensor/index.ts";
import type { WeightSpec } from "./weight-spec.ts";

/** A weight of the trace: the state that the step reads, and what the step leaves there (the same, unless a layer updates it). */
interface TracedWeight {
  readonly spec: WeightSpec;
  readonly tensor: Tensor;
  readonly next: Tensor;
}

/** The numbers from which a step's random draws are made: i32 scalars. */
interface RandomInputs {
  readonly seed: Tensor;
  readonly step: Tensor;
}

/** A trace that grows as `createBuild`'s layers are built. */
export interface Trace {
  readonly graph: Graph;
  readonly training: boolean;
  readonly random: () => RandomInputs;
  /** By path, in the order of creation. */
  readonly weights: Map<string, TracedWeight>;
  /** The path of the weight that a value of the graph stands for. */
  readonly weightPaths: Map<number, string>;
  /** Scalars to add to the loss. */
  readonly penalties: Tensor[];
  /** How many random draws there were: each has a stream of its own. */
  draws: number;
}

interface TraceOptions {
  readonly graph: Graph;
  readonly training: boolean;
  /** Without them, seed and step become inputs of the graph where a layer draws numbers. */
  readonly random?: RandomInputs;
}

/** Begins a trace. */
export function createTrace({ graph, training, random }: TraceOptions): Trace {
  const scalar = () => addInput(graph, { dtype: "i32", shape: [] });
  let inputs = random;
  const randomInputs = () => {
    inputs ??= { seed: scalar(), step: scalar() };
    return inputs;
  };
  return {
    graph,
    training,
    random: randomInputs,
    weights: new Map(),
    weightPaths: new Map(),
    penalties: [],
    draws: 0,
  };
}
