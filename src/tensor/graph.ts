/**
 * Tracing: tensor functions append operations to a graph while they run, and a finished graph is a Program.
 * There is no global state: a Tensor knows its graph. An operation belongs to the innermost graph among its inputs,
 * so a value of an outer graph used inside a scan's body is captured as a constant of the loop without anyone asking.
 */

import type { Dim } from "./dim.ts";
import type { Composite, Primitive } from "./primitive.ts";
import type { Attributes, Operation, Origin, Port, Program, StateSlot } from "./program.ts";
import type { DType, Type } from "./type.ts";

/** A program under construction. Origins are one table shared by a graph and the bodies inside it. */
export interface Graph {
  readonly name: string;
  readonly depth: number;
  readonly parent?: Graph;
  readonly values: Type[];
  readonly operations: Operation[];
  readonly origins: Origin[];
  readonly cursor: { origin: number };
  /** Values of the parent that this graph reads: parent's value number → number here. */
  readonly captures: Map<number, number>;
}

/** A symbolic value: number `id` of its graph. */
export interface Tensor {
  readonly graph: Graph;
  readonly id: number;
  readonly dtype: DType;
  readonly shape: readonly Dim[];
}

/** An empty graph; operations traced outside any `withOrigin` belong to the phase given here. */
export function createGraph(name: string, origin: Origin = { phase: "forward" }): Graph {
  return {
    name,
    depth: 0,
    values: [],
    operations: [],
    origins: [origin],
    cursor: { origin: 0 },
    captures: new Map(),
  };
}

/** A graph for the body of a loop inside `parent`. */
export function createInnerGraph(parent: Graph, name: string): Graph {
  const { origins, cursor, depth } = parent;
  return { name, parent, depth: depth + 1, values: [], operations: [], origins, cursor, captures: new Map() };
}

/** A new value that no operation makes: an input, a state, a captured value. */
export function addInput(graph: Graph, type: Type): Tensor {
  return addValue(graph, type);
}

/** Appends an operation after checking its types; returns its results. Throws ShapeProblem. */
export function apply<A>(primitive: Primitive<A>, inputs: readonly Tensor[], attributes: A): Tensor[] {
  const graph = innermost(inputs);
  const here = inputs.map((tensor) => bring(tensor, graph));
  return append(graph, primitive.name, here, primitive.types(here, attributes), attributes as Attributes);
}

/** Appends an operation without inputs (constant, iota) to a graph. */
export function applySource<A>(graph: Graph, primitive: Primitive<A>, attributes: A): Tensor[] {
  return append(graph, primitive.name, [], primitive.types([], attributes), attributes as Attributes);
}

/** Appends a composite as one operation. Its types come from tracing the expansion in a scratch graph. */
export function applyComposite<A>(
  composite: Composite<A>,
  inputs: readonly Tensor[],
  attributes: A,
): Tensor[] {
  const graph = innermost(inputs);
  const here = inputs.map((tensor) => bring(tensor, graph));
  const scratch = createGraph(composite.name);
  const types = composite
    .expand(
      here.map((tensor) => addInput(scratch, typeOf(tensor))),
      attributes,
    )
    .map(typeOf);
  return append(graph, composite.name, here, types, attributes as Attributes);
}

/** The tensor as a value of `graph`, captured through every level between. Throws when it is no outer value. */
export function bring(tensor: Tensor, graph: Graph): Tensor {
  if (tensor.graph === graph) return tensor;
  if (graph.parent === undefined)
    throw new Error(`value ${tensor.id} of graph ${tensor.graph.name} is not visible in ${graph.name}`);
  const outer = bring(tensor, graph.parent);
  const known = graph.captures.get(outer.id);
  if (known !== undefined) return { graph, id: known, dtype: outer.dtype, shape: outer.shape };
  const inner = addInput(graph, typeOf(outer));
  graph.captures.set(outer.id, inner.id);
  return inner;
}

/** Runs `trace` with every operation attributed to `origin`. */
export function withOrigin<R>(graph: Graph, origin: Origin, trace: () => R): R {
  const before = graph.cursor.origin;
  graph.cursor.origin = graph.origins.push(origin) - 1;
  try {
    return trace();
  } finally {
    graph.cursor.origin = before;
  }
}

/** The tensor that a value number stands for. */
export function tensorAt(graph: Graph, id: number): Tensor {
  const { dtype, shape } = graph.values[id];
  return { graph, id, dtype, shape };
}

/** The dtype and shape alone. */
export function typeOf({ dtype, shape }: Type): Type {
  return { dtype, shape };
}

/** The finished program. */
export function toProgram(
  graph: Graph,
  ports: { inputs: readonly Port[]; outputs: readonly Port[]; state?: readonly StateSlot[] },
): Program {
  const { name, values, operations, origins } = graph;
  return {
    name,
    values,
    inputs: ports.inputs,
    outputs: ports.outputs,
    state: ports.state ?? [],
    operations,
    origins,
  };
}

function innermost(inputs: readonly Tensor[]): Graph {
  return inputs.map(({ graph }) => graph).reduce((a, b) => (b.depth > a.depth ? b : a));
}

function addValue(graph: Graph, type: Type): Tensor {
  const id = graph.values.push(typeOf(type)) - 1;
  return { graph, id, dtype: type.dtype, shape: type.shape };
}

function append(
  graph: Graph,
  op: string,
  inputs: readonly Tensor[],
  types: readonly Type[],
  attributes: Attributes,
): Tensor[] {
  const outputs = types.map((type) => addValue(graph, type));
  const ids = (tensors: readonly Tensor[]) => tensors.map(({ id }) => id);
  graph.operations.push({
    op,
    inputs: ids(inputs),
    outputs: ids(outputs),
    attributes,
    origin: graph.cursor.origin,
  });
  return outputs;
}
