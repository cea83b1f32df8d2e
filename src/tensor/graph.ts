/**
 * Tracing: tensor functions append operations to a graph while they run, and a finished graph is a Program.
 * There is no global state: a Tensor knows its graph. An operation belongs to the innermost graph among its inputs,
 * so a value of an outer graph used inside a scan's body is captured as a constant of the loop without anyone asking.
 */

import type { Dim } from "./dim.ts";
import { showShape } from "./dim-arithmetic.ts";
import type { Composite, Primitive } from "./primitive.ts";
import type { Attributes, Operation, Origin, Port, Program, StateSlot } from "./program.ts";
import { ShapeProblem } from "./shape-problem.ts";
import type { DType, Type } from "./type.ts";

const MOST_ELEMENTS = 2 ** 31;

/** A program under construction. Origins are one table shared by a graph and the bodies inside it. */
export interface Graph {
  readonly name: string;
  readonly depth: number;
  readonly parent?: Graph;
  readonly values: Type[];
  readonly operations: Operation[];
  readonly origins: Origin[];
  /** Where tracing stands, shared with the bodies inside: the origin of what comes next, and the loop body being traced. */
  readonly cursor: Cursor;
  /** Values of the parent that this graph reads: parent's value number → number here. */
  readonly captures: Map<number, number>;
}

/** The mutable part of tracing. `backward` numbers the twin of each origin that stands for its gradient. */
interface Cursor {
  origin: number;
  scope?: Graph;
  readonly backward: Map<number, number>;
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
  return createGraphOver(name, [origin]);
}

/** An empty graph that goes on with a table of origins. */
export function createGraphOver(name: string, origins: readonly Origin[]): Graph {
  const cursor = { origin: 0, backward: new Map<number, number>() };
  return { name, depth: 0, values: [], operations: [], origins: [...origins], cursor, captures: new Map() };
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
  return withOriginNumber(graph, graph.origins.push(origin) - 1, trace);
}

/** Runs `trace` with every operation attributed to an origin that the table has. */
export function withOriginNumber<R>(graph: Graph, origin: number, trace: () => R): R {
  const before = graph.cursor.origin;
  graph.cursor.origin = origin;
  try {
    return trace();
  } finally {
    graph.cursor.origin = before;
  }
}

/** The number of the origin that stands for the gradient of what another stands for: one for each, made when first asked. */
export function backwardOrigin({ origins, cursor: { backward } }: Graph, origin: number): number {
  if (origins[origin].phase === "backward") return origin;
  const known = backward.get(origin);
  if (known !== undefined) return known;
  const made = origins.push({ ...origins[origin], phase: "backward" }) - 1;
  backward.set(origin, made);
  return made;
}

/** Runs `trace` as the body of a loop: a loop traced inside belongs to `graph` even if all its inputs come from further out. */
export function withScope<R>(graph: Graph, trace: () => R): R {
  const before = graph.cursor.scope;
  graph.cursor.scope = graph;
  try {
    return trace();
  } finally {
    graph.cursor.scope = before;
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

/** The deepest of the graphs that values belong to: the one that sees all of them. */
export function innermost(inputs: readonly Tensor[]): Graph {
  return inputs.reduce(
    (deepest, { graph }) => (graph.depth > deepest.depth ? graph : deepest),
    inputs[0].graph,
  );
}

/** Appends an operation whose types are known: a copy, or one just checked. Throws ShapeProblem ("overflow"). */
export function append(
  graph: Graph,
  op: string,
  inputs: readonly Tensor[],
  types: readonly Type[],
  attributes: Attributes,
): Tensor[] {
  const outputs = types.map((type) => addValue(graph, type));
  graph.operations.push({
    op,
    inputs: inputs.map(idOf),
    outputs: outputs.map(idOf),
    attributes,
    origin: graph.cursor.origin,
  });
  return outputs;
}

function addValue(graph: Graph, { dtype, shape }: Type): Tensor {
  requireIndexable(shape);
  const id = graph.values.push({ dtype, shape }) - 1;
  return { graph, id, dtype, shape };
}

function idOf({ id }: Tensor): number {
  return id;
}

/** No engine can number more than 2^31 - 1 elements of one tensor. */
function requireIndexable(shape: readonly Dim[]): void {
  const known = shape.reduce<number>(
    (product, dim) => (typeof dim === "number" ? product * dim : product),
    1,
  );
  if (known < MOST_ELEMENTS) return;
  throw new ShapeProblem({
    kind: "overflow",
    found: `A value of shape ${showShape(shape)} would hold ${known.toExponential(1)} numbers.`,
    expected: "One value can hold at most 2^31 - 1.",
    help: "Make this layer or its input smaller.",
    types: [{ dtype: "f32", shape }],
  });
}
