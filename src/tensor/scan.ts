/** Tracing of loops. */
import type { Dim } from "./dim.ts";
import {
  addInput,
  apply,
  bring,
  createInnerGraph,
  type Graph,
  innermost,
  type Tensor,
  tensorAt,
  toProgram,
  typeOf,
  withScope,
} from "./graph.ts";
import { scanPrimitive } from "./primitives/scan.ts";
import type { Port, Program } from "./program.ts";

interface Step {
  readonly carry: readonly Tensor[];
  readonly ys: readonly Tensor[];
}

/**
 * Runs `step` once for each of `length` rows of the values `xs` (all [length, …]): `init` is the first carry, each step hands
 * the next one on and gives rows that come back stacked ([length, …]). Outer values used inside `step` are seen by all steps.
 * `reverse` begins at the last row. Throws ShapeProblem ("mismatch") where lengths or the carry's types differ.
 */
export function scan(
  init: readonly Tensor[],
  xs: readonly Tensor[],
  length: Dim,
  step: (carry: readonly Tensor[], rows: readonly Tensor[]) => Step,
  { reverse = false }: { readonly reverse?: boolean } = {},
): { carry: Tensor[]; ys: Tensor[] } {
  const parent = enclosingGraph([...init, ...xs]);
  const inner = createInnerGraph(parent, "step");
  const carry = init.map((tensor) => addInput(inner, typeOf(tensor)));
  const rows = xs.map(({ dtype, shape }) => addInput(inner, { dtype, shape: shape.slice(1) }));
  const next = withScope(inner, () => step(carry, rows));
  const results = [...next.carry, ...next.ys].map((tensor) => bring(tensor, inner));
  const body = bodyOf(inner, [...carry, ...rows], results);
  const consts = [...inner.captures.keys()].map((id) => tensorAt(parent, id));
  const attributes = { body, consts: consts.length, carry: init.length, length, reverse };
  const outputs = apply(scanPrimitive, [...consts, ...init, ...xs], attributes);
  return { carry: outputs.slice(0, init.length), ys: outputs.slice(init.length) };
}

function enclosingGraph(inputs: readonly Tensor[]): Graph {
  if (inputs.length === 0) throw new Error("a loop needs a first carry or rows");
  const graph = innermost(inputs);
  const { scope } = graph.cursor;
  return scope !== undefined && scope.depth > graph.depth ? scope : graph;
}

function bodyOf(inner: Graph, inputs: readonly Tensor[], outputs: readonly Tensor[]): Program {
  const captured = [...inner.captures.values()].map((id) => tensorAt(inner, id));
  return toProgram(inner, {
    inputs: portsOf("in", [...captured, ...inputs]),
    outputs: portsOf("out", outputs),
  });
}

function portsOf(name: string, tensors: readonly Tensor[]): Port[] {
  return tensors.map(({ id }, i) => ({ name: `${name}${i}`, value: id }));
}
