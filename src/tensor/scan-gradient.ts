/**
 * The gradient of a loop is a loop the other way. The forward values that it reads become more rows of the forward loop,
 * which is extended in place, so that it still runs once.
 */
import { apply, type Graph, type Tensor, tensorAt } from "./graph.ts";
import { type JointBody, traceJointBody } from "./joint-body.ts";
import type { GradientContext } from "./primitive.ts";
import { fill } from "./primitives/fill.ts";
import { type ScanAttributes, scanPrimitive } from "./primitives/scan.ts";
import type { Attributes, Program } from "./program.ts";
import { separateBodies } from "./separate-bodies.ts";

/** One gradient for each value that every step sees, each first carry and each value with rows that needs one. */
export function scanGradient(context: GradientContext<ScanAttributes>): readonly (Tensor | undefined)[] {
  const { inputs, outputs, cotangents, attributes } = context;
  const { graph } = outputs[0];
  const joint = traceJointBody(graph, context);
  const wanted = [...joint.sums, ...joint.carries, ...joint.leaving].map(({ at }) => at);
  if (wanted.length === 0) return [];
  const { forward, kept, backward, consts, rows } = separateBodies(joint, attributes);
  const results = extendLoop(graph, outputs[0].id, forward);
  const first = firstCarry(joint, context);
  const arriving = joint.arriving.flatMap(({ at }) => cotangents[at] ?? []);
  const operands = [
    ...consts.map((at) => inputs[at]),
    ...first,
    ...kept.map((at) => results[at]),
    ...rows.map((at) => inputs[at]),
    ...arriving,
  ];
  const { length, reverse } = attributes;
  const numbers = { consts: consts.length, carry: first.length };
  const found = apply(scanPrimitive, operands, { body: backward, ...numbers, length, reverse: !reverse });
  return inputs.map((_, at) => found[wanted.indexOf(at)]);
}

function firstCarry(
  { sums, carries }: JointBody,
  { outputs, cotangents, attributes }: GradientContext<ScanAttributes>,
): readonly Tensor[] {
  const zeros = ({ shape }: Tensor) => fill(outputs[0], 0, shape);
  return [
    ...sums.map(({ before }) => zeros(before)),
    ...carries.map(({ at, before }) => cotangents[at - attributes.consts] ?? zeros(before)),
  ];
}

/** Gives the loop that makes value number `result` another body with more outputs; all its results. */
function extendLoop(graph: Graph, result: number, body: Program): readonly Tensor[] {
  const at = graph.operations.findLastIndex(({ outputs }) => outputs.includes(result));
  const loop = graph.operations[at];
  const { length } = loop.attributes as unknown as ScanAttributes;
  const added = body.outputs.slice(loop.outputs.length).map(({ value }) => {
    const { dtype, shape } = body.values[value];
    return graph.values.push({ dtype, shape: [length, ...shape] }) - 1;
  });
  const attributes: Attributes = { ...loop.attributes, body };
  graph.operations[at] = { ...loop, outputs: [...loop.outputs, ...added], attributes };
  return graph.operations[at].outputs.map((id) => tensorAt(graph, id));
}
