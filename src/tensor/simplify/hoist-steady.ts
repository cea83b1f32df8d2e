/** What is the same in every step of a loop is computed once, before it. */
import { append, type Graph, type Tensor, withOriginNumber } from "../graph.ts";
import type { ScanAttributes } from "../primitives/scan.ts";
import type { Attributes, Operation, Program } from "../program.ts";
import type { Rule } from "../rewrite.ts";

/** Moves every operation that reads only what all steps share out of the body. Single numbers stay: they cost nothing. */
export const hoistSteady: Rule = (operation, { graph, inputs, types }) => {
  if (operation.op !== "scan") return undefined;
  const attributes = operation.attributes as unknown as ScanAttributes;
  const { body, consts } = attributes;
  const steady = steadyOperations(body, consts);
  const moving = steady.filter(({ op, outputs }) => !isScalarSource(op, body, outputs[0]));
  if (moving.length === 0) return undefined;
  const outside = moveOut(graph, body, steady, inputs.slice(0, consts));
  const rest = body.operations.filter((each) => !moving.includes(each));
  const read = new Set([...rest.flatMap((each) => each.inputs), ...body.outputs.map(({ value }) => value)]);
  const added = moving.flatMap(({ outputs }) => outputs.filter((id) => read.has(id)));
  const ports = added.map((value, i) => ({ name: `steady${i}`, value }));
  const moved: Attributes = {
    ...operation.attributes,
    body: { ...body, operations: rest, inputs: body.inputs.toSpliced(consts, 0, ...ports) },
    consts: consts + added.length,
  };
  const operands = inputs.toSpliced(consts, 0, ...added.map((id) => outside(id)));
  return append(graph, "scan", operands, types, moved);
};

function steadyOperations({ operations, inputs }: Program, consts: number): readonly Operation[] {
  const steady = new Set(inputs.slice(0, consts).map(({ value }) => value));
  return operations.filter((operation) => {
    if (!operation.inputs.every((id) => steady.has(id))) return false;
    for (const id of operation.outputs) steady.add(id);
    return true;
  });
}

function isScalarSource(op: string, { values }: Program, output: number): boolean {
  return op === "constant" && values[output].shape.length === 0;
}

/** Copies the operations of the body into the graph around the loop; what each of their values is there. */
function moveOut(
  graph: Graph,
  body: Program,
  operations: readonly Operation[],
  consts: readonly Tensor[],
): (id: number) => Tensor {
  const tensors = new Map(consts.map((tensor, i) => [body.inputs[i].value, tensor]));
  const at = (id: number) => {
    const tensor = tensors.get(id);
    if (tensor === undefined) throw new Error(`value ${id} of a loop is no steady one`);
    return tensor;
  };
  for (const { op, inputs, outputs, attributes, origin } of operations) {
    const types = outputs.map((id) => body.values[id]);
    const results = withOriginNumber(graph, origin, () =>
      append(graph, op, inputs.map(at), types, attributes),
    );
    for (const [i, id] of outputs.entries()) tensors.set(id, results[i]);
  }
  return at;
}
