/** Reverse accumulation over one graph: the gradient rules of its operations, last to first, appended to the same graph. */
import { sameShape, showShape } from "./dim-arithmetic.ts";
import { findGradient } from "./find-definition.ts";
import { backwardOrigin, type Graph, type Tensor, tensorAt, withOriginNumber } from "./graph.ts";
import type { Backpropagate } from "./primitive.ts";
import { add } from "./primitives/add.ts";
import type { Operation } from "./program.ts";

/** Only f32 values have gradients. Every appended operation bears the backward twin of the origin it is the gradient of. */
export const backpropagate: Backpropagate = (graph, seeds, withRespectTo) => {
  const active = activeValues(
    graph,
    withRespectTo.map(({ id }) => id),
  );
  const cotangents = new Map(seeds);
  for (let at = graph.operations.length - 1; at >= 0; at--) {
    const operation = graph.operations[at];
    if (!operation.inputs.some((id) => active.has(id))) continue;
    if (!operation.outputs.some((id) => active.has(id) && cotangents.has(id))) continue;
    const origin = backwardOrigin(graph, operation.origin);
    withOriginNumber(graph, origin, () => propagate(graph, operation, cotangents, active));
  }
  return withRespectTo.map(({ id }) => cotangents.get(id));
};

/** The values that depend smoothly on the given ones: f32, through operations that have a gradient. */
function activeValues({ operations, values }: Graph, from: readonly number[]): ReadonlySet<number> {
  const active = new Set(from.filter((id) => values[id].dtype === "f32"));
  for (const { op, inputs, outputs } of operations)
    if (inputs.some((id) => active.has(id)) && findGradient(op) !== undefined)
      for (const id of outputs) if (values[id].dtype === "f32") active.add(id);
  return active;
}

function propagate(
  graph: Graph,
  operation: Operation,
  cotangents: Map<number, Tensor>,
  active: ReadonlySet<number>,
): void {
  const { op, inputs, outputs, attributes } = operation;
  const found = findGradient(op)?.({
    inputs: inputs.map((id) => tensorAt(graph, id)),
    outputs: outputs.map((id) => tensorAt(graph, id)),
    cotangents: outputs.map((id) => cotangents.get(id)),
    needs: inputs.map((id) => active.has(id)),
    attributes,
    backpropagate,
  });
  for (const [i, id] of inputs.entries()) {
    const gradient = found?.[i];
    if (gradient === undefined || !active.has(id)) continue;
    requireShape(gradient, graph, id, op);
    const before = cotangents.get(id);
    cotangents.set(id, before === undefined ? gradient : add(before, gradient));
  }
}

function requireShape(gradient: Tensor, graph: Graph, id: number, op: string): void {
  const { shape } = graph.values[id];
  if (gradient.graph !== graph) throw new Error(`the gradient of ${op} was traced into another graph`);
  if (!sameShape(gradient.shape, shape))
    throw new Error(`the gradient of ${op} is ${showShape(gradient.shape)} for an input ${showShape(shape)}`);
}
