/** Loops that hand on, step by step, what every step could just as well see: carries that never change, equal rows. */
import { append, type Tensor, tensorAt } from "../graph.ts";
import { broadcastTo } from "../primitives/broadcast-to.ts";
import { fill } from "../primitives/fill.ts";
import { reshape } from "../primitives/reshape.ts";
import type { ScanAttributes } from "../primitives/scan.ts";
import type { Attributes, Operation, Program } from "../program.ts";
import type { RewriteContext, Rule } from "../rewrite.ts";
import { uniformValue } from "./uniform-value.ts";

/** Makes carries that stay as they are, and rows that are all alike, into values that every step sees; sees none of them twice. */
export const narrowLoop: Rule = (operation, context) => {
  if (operation.op !== "scan") return undefined;
  return (
    steadyCarries(operation, context) ??
    equalRows(operation, context) ??
    sharedOnce(operation, context) ??
    knownNumbers(operation, context)
  );
};

function steadyCarries(loop: Operation, { graph, inputs, types }: RewriteContext) {
  const { body, consts, carry } = attributesOf(loop);
  const steady = [...Array(carry).keys()].filter(
    (i) => body.outputs[i].value === body.inputs[consts + i].value,
  );
  if (steady.length === 0) return undefined;
  const places = steady.map((i) => consts + i);
  const others = [...inputs.keys()].filter((at) => at >= consts && !places.includes(at));
  const order = [...inputs.keys()].slice(0, consts).concat(places, others);
  const kept = [...types.keys()].filter((at) => !steady.includes(at));
  const attributes = withBody(loop, {
    body: {
      ...body,
      inputs: order.map((at) => body.inputs[at]),
      outputs: kept.map((at) => body.outputs[at]),
    },
    consts: consts + steady.length,
    carry: carry - steady.length,
  });
  const operands = order.map((at) => inputs[at]);
  const results = append(
    graph,
    "scan",
    operands,
    kept.map((at) => types[at]),
    attributes,
  );
  return types.map((_, at) => (steady.includes(at) ? inputs[consts + at] : results[kept.indexOf(at)]));
}

function equalRows(loop: Operation, context: RewriteContext) {
  const { graph, inputs, types } = context;
  const { body, consts, carry } = attributesOf(loop);
  const rows = inputs.map((tensor, at) => (at < consts + carry ? undefined : rowOfAll(tensor, context)));
  const equal = [...inputs.keys()].filter((at) => rows[at] !== undefined);
  if (equal.length === 0) return undefined;
  const others = [...inputs.keys()].filter((at) => at >= consts && !equal.includes(at));
  const order = [...inputs.keys()].slice(0, consts).concat(equal, others);
  const operands = order.map((at) => rows[at]?.() ?? inputs[at]);
  const attributes = withBody(loop, {
    body: { ...body, inputs: order.map((at) => body.inputs[at]) },
    consts: consts + equal.length,
    carry,
  });
  return append(graph, "scan", operands, types, attributes);
}

/** How to make the row that all rows of a value are. */
function rowOfAll(tensor: Tensor, context: RewriteContext): (() => Tensor) | undefined {
  const { graph, producerOf } = context;
  const shape = tensor.shape.slice(1);
  const uniform = uniformValue(tensor, context);
  if (uniform !== undefined) return () => fill(graph, uniform, shape, tensor.dtype);
  const producer = producerOf(tensor);
  if (producer?.op !== "broadcastTo") return undefined;
  const source = tensorAt(graph, producer.inputs[0]);
  const rank = source.shape.length;
  if (rank === tensor.shape.length && source.shape[0] !== 1) return undefined;
  return () =>
    broadcastTo(rank === tensor.shape.length ? reshape(source, source.shape.slice(1)) : source, shape);
}

function sharedOnce(loop: Operation, { graph, inputs, types }: RewriteContext) {
  const { body, consts, carry } = attributesOf(loop);
  const firsts = inputs.slice(0, consts).map(({ id }) => inputs.findIndex((other) => other.id === id));
  if (firsts.every((first, at) => first === at)) return undefined;
  const names = new Map(firsts.map((first, at) => [body.inputs[at].value, body.inputs[first].value]));
  const kept = [...inputs.keys()].filter((at) => at >= consts || firsts[at] === at);
  const attributes = withBody(loop, {
    body: { ...renamed(body, names), inputs: kept.map((at) => body.inputs[at]) },
    consts: new Set(firsts).size,
    carry,
  });
  return append(
    graph,
    "scan",
    kept.map((at) => inputs[at]),
    types,
    attributes,
  );
}

/** Scalar constants are made inside, where algebra can see them. */
function knownNumbers(loop: Operation, { graph, inputs, types, producerOf }: RewriteContext) {
  const { body, consts, carry } = attributesOf(loop);
  const known = [...inputs.keys()].filter(
    (at) => at < consts && inputs[at].shape.length === 0 && producerOf(inputs[at])?.op === "constant",
  );
  if (known.length === 0) return undefined;
  const made = known.flatMap((at) => {
    const producer = producerOf(inputs[at]);
    return producer === undefined ? [] : [{ ...producer, outputs: [body.inputs[at].value] }];
  });
  const kept = [...inputs.keys()].filter((at) => !known.includes(at));
  const attributes = withBody(loop, {
    body: { ...body, inputs: kept.map((at) => body.inputs[at]), operations: [...made, ...body.operations] },
    consts: consts - known.length,
    carry,
  });
  return append(
    graph,
    "scan",
    kept.map((at) => inputs[at]),
    types,
    attributes,
  );
}

function renamed(body: Program, names: ReadonlyMap<number, number>): Program {
  const now = (id: number) => names.get(id) ?? id;
  return {
    ...body,
    outputs: body.outputs.map((port) => ({ ...port, value: now(port.value) })),
    operations: body.operations.map((operation) => ({ ...operation, inputs: operation.inputs.map(now) })),
  };
}

function attributesOf(loop: Operation): ScanAttributes {
  return loop.attributes as unknown as ScanAttributes;
}

function withBody(loop: Operation, changes: Pick<ScanAttributes, "body" | "consts" | "carry">): Attributes {
  return { ...loop.attributes, ...changes };
}
