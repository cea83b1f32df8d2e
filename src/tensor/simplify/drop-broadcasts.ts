/** Operands of elementwise functions need not be spread out: broadcasting is theirs, and the result can be spread instead. */
import { broadcastShapes } from "../broadcast-shapes.ts";
import { sameShape } from "../dim-arithmetic.ts";
import { findPrimitive } from "../find-definition.ts";
import { append, type Tensor, tensorAt } from "../graph.ts";
import { broadcastTo } from "../primitives/broadcast-to.ts";
import { constant } from "../primitives/constant.ts";
import type { RewriteContext, Rule } from "../rewrite.ts";
import { uniformValue } from "./uniform-value.ts";

/** f(broadcastTo(x), y) is f(x, y), spread out afterwards where the result has become smaller. */
export const dropBroadcasts: Rule = ({ op, attributes }, context) => {
  const { graph, inputs, types } = context;
  if (!findPrimitive(op)?.elementwise) return undefined;
  const sources = inputs.map((tensor) => sourceOf(tensor, context));
  if (sources.every((source) => source === undefined)) return undefined;
  const operands = inputs.map((tensor, i) => sources[i]?.() ?? tensor);
  const [{ dtype, shape }] = types;
  const smaller = broadcastShapes(operands);
  const [result] = append(graph, op, operands, [{ dtype, shape: smaller }], attributes);
  return [sameShape(smaller, shape) ? result : broadcastTo(result, shape)];
};

/** How to make what a value was spread out from, if it was. */
function sourceOf(tensor: Tensor, context: RewriteContext): (() => Tensor) | undefined {
  const { graph, producerOf } = context;
  const producer = producerOf(tensor);
  if (producer?.op === "broadcastTo") return () => tensorAt(graph, producer.inputs[0]);
  const uniform = tensor.shape.length > 0 ? uniformValue(tensor, context) : undefined;
  return uniform === undefined ? undefined : () => constant(graph, uniform, [], tensor.dtype);
}
