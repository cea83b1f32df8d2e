/** A step's text applied to inputs of given types, in a trace of its own: for tests of what layers make of shapes. */

import type { LayerResult } from "../../src/library/define-layer.ts";
import {
  applyLayer,
  createBuild,
  createTrace,
  kerasName,
  library,
  type Trace,
} from "../../src/library/index.ts";
import {
  addInput,
  createGraph,
  type Dim,
  type DType,
  type Graph,
  symbol,
  type Tensor,
} from "../../src/tensor/index.ts";
import { layerCallOf } from "./read-call.ts";

interface TextOptions {
  readonly trace?: Trace;
  readonly training?: boolean;
  readonly name?: string;
  readonly trainable?: boolean;
  readonly masks?: readonly (Tensor | undefined)[];
}

export interface Applied extends LayerResult {
  readonly graph: Graph;
  readonly trace: Trace;
}

/** Inputs are shapes of one example (f32; a batch is put before them), types with a dtype, or tensors of the trace. */
export function applyText(
  text: string,
  inputs: readonly (readonly Dim[] | { readonly dtype: DType; readonly shape: readonly Dim[] } | Tensor)[],
  { trace = newTrace(), name, trainable = true, masks = [] }: TextOptions = {},
): Applied {
  const call = layerCallOf(text);
  const layer = library.layers.find(call.name)!;
  const tensors = inputs.map((input) => ("graph" in input ? input : newInput(trace, input)));
  const build = createBuild(trace, { name: name ?? kerasName(layer.keras), trainable, masks });
  const context = { library, tensor: () => tensors[0] };
  return { graph: trace.graph, trace, ...applyLayer({ layer, call, inputs: tensors, build, context }) };
}

export function newTrace(training = false): Trace {
  return createTrace({ graph: createGraph("trial"), training });
}

/** An input of the trace with a batch before the shape of one example. */
export function newInput(
  trace: Trace,
  input: readonly Dim[] | { readonly dtype: DType; readonly shape: readonly Dim[] },
): Tensor {
  const { dtype, shape } = "dtype" in input ? input : { dtype: "f32" as const, shape: input };
  return addInput(trace.graph, { dtype, shape: [symbol("batch"), ...shape] });
}
