/** The body of a loop and its gradient, traced into one graph: the forward operations first, under their own numbers. */
import { addInput, createInnerGraph, type Graph, type Tensor, tensorAt, typeOf } from "./graph.ts";
import type { GradientContext } from "./primitive.ts";
import { add } from "./primitives/add.ts";
import { fill } from "./primitives/fill.ts";
import type { ScanAttributes } from "./primitives/scan.ts";
import type { Program } from "./program.ts";

/** A value handed from step to step of the backward loop, for input number `at` of the forward loop. */
interface Carried {
  readonly at: number;
  readonly before: Tensor;
  readonly after: Tensor;
}

export interface JointBody {
  readonly graph: Graph;
  /** Gradients of values that every step sees, summed over the steps. */
  readonly sums: readonly Carried[];
  /** Cotangents of the carry. */
  readonly carries: readonly Carried[];
  /** Cotangents that arrive with each step, for output number `at` of the forward loop. */
  readonly arriving: readonly { readonly at: number; readonly row: Tensor }[];
  /** Gradients of rows, for input number `at`. */
  readonly leaving: readonly { readonly at: number; readonly row: Tensor }[];
}

/** Traces the gradient of one step into a graph inside `parent`. */
export function traceJointBody(parent: Graph, context: GradientContext<ScanAttributes>): JointBody {
  const { attributes, cotangents, needs, backpropagate } = context;
  const { body, consts, carry } = attributes;
  const inner = createInnerGraph(parent, body.name);
  const graph = { ...inner, values: [...body.values], operations: [...body.operations] };
  const inputAt = (at: number) => tensorAt(graph, body.inputs[at].value);
  const outputAt = (at: number) => tensorAt(graph, body.outputs[at].value);
  const wanted = reachedInputs(attributes, needs);
  const isCarry = (at: number) => at >= consts && at < consts + carry;
  const before = new Map(wanted.filter(isCarry).map((at) => [at, addInput(graph, typeOf(inputAt(at)))]));
  const arriving = body.outputs.flatMap((_, at) =>
    at >= carry && cotangents[at] !== undefined ? [{ at, row: addInput(graph, typeOf(outputAt(at))) }] : [],
  );
  const seeds = new Map<number, Tensor>();
  for (const [at, tensor] of before) addSeed(seeds, outputAt(at - consts), tensor);
  for (const { at, row } of arriving) addSeed(seeds, outputAt(at), row);
  const found = backpropagate(graph, seeds, wanted.map(inputAt));
  const gradients = new Map(wanted.map((at, i) => [at, found[i]]));
  return {
    graph,
    arriving,
    sums: wanted.filter((at) => at < consts).flatMap((at) => sumOver(at, gradients.get(at))),
    carries: [...before].map(([at, tensor]) => ({
      at,
      before: tensor,
      after: gradients.get(at) ?? fill(graph, 0, tensor.shape),
    })),
    leaving: wanted.flatMap((at) => {
      const row = gradients.get(at);
      return at >= consts + carry && row !== undefined ? [{ at, row }] : [];
    }),
  };
}

function addSeed(seeds: Map<number, Tensor>, { id }: Tensor, cotangent: Tensor): void {
  const known = seeds.get(id);
  seeds.set(id, known === undefined ? cotangent : add(known, cotangent));
}

function sumOver(at: number, gradient: Tensor | undefined): Carried[] {
  if (gradient === undefined) return [];
  const before = addInput(gradient.graph, typeOf(gradient));
  return [{ at, before, after: add(before, gradient) }];
}

/** The f32 inputs which need a gradient or are carries that values which need one reach in some step. */
function reachedInputs(
  { body, consts, carry }: ScanAttributes,
  needs: readonly boolean[],
): readonly number[] {
  const isReal = (at: number) => body.values[body.inputs[at].value].dtype === "f32";
  const reached = new Set([...needs.keys()].filter((at) => needs[at] && isReal(at)));
  for (let before = -1; before < reached.size; ) {
    before = reached.size;
    const values = reachedValues(
      body,
      [...reached].map((at) => body.inputs[at].value),
    );
    for (let i = 0; i < carry; i++)
      if (values.has(body.outputs[i].value) && isReal(consts + i)) reached.add(consts + i);
  }
  return [...reached].sort((a, b) => a - b);
}

function reachedValues({ operations, values }: Program, from: readonly number[]): ReadonlySet<number> {
  const reached = new Set(from);
  for (const { inputs, outputs } of operations)
    if (inputs.some((id) => reached.has(id)))
      for (const id of outputs) if (values[id].dtype === "f32") reached.add(id);
  return reached;
}
