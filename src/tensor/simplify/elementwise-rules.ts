/** Algebra that is exact in floating point, signed zeros and NaN included. Each rule leaves fewer or cheaper operations. */
import { sameShape } from "../dim-arithmetic.ts";
import type { Tensor } from "../graph.ts";
import { add } from "../primitives/add.ts";
import { broadcastTo } from "../primitives/broadcast-to.ts";
import { mul } from "../primitives/mul.ts";
import { neg } from "../primitives/neg.ts";
import { sub } from "../primitives/sub.ts";
import type { RewriteContext, Rule } from "../rewrite.ts";
import { uniformValue } from "./uniform-value.ts";

/** By operation. A result of the right values but a smaller shape is spread to the operation's. */
export const elementwiseRules: Readonly<Record<string, Rule>> = {
  add: spread(
    (context) => addRule(context) ?? neutral(context, -0, "both") ?? wholeNeutral(context, 0, "both"),
  ),
  sub: spread((context) => subRule(context) ?? neutral(context, 0, "right")),
  mul: spread((context) => mulRule(context) ?? neutral(context, 1, "both")),
  div: spread((context) => neutral(context, 1, "right") ?? divideByPowerOfTwo(context)),
  pow: spread((context) => neutral(context, 1, "right")),
  maximum: spread(twice),
  minimum: spread(twice),
  and: spread((context) => twice(context) ?? neutral(context, 1, "both")),
  or: spread((context) => twice(context) ?? neutral(context, 0, "both")),
  neg: spread((context) => inverse(context, "neg")),
  not: spread((context) => inverse(context, "not")),
  stopGradient: spread(({ inputs: [x] }) => x),
  cast: spread(({ inputs: [x], types: [{ dtype }] }) => (x.dtype === dtype ? x : undefined)),
  select: spread(selectRule),
};

type Value = (context: RewriteContext) => Tensor | undefined;

function spread(rule: Value): Rule {
  return (_, context) => {
    const value = rule(context);
    if (value === undefined) return undefined;
    const [{ shape }] = context.types;
    return [sameShape(value.shape, shape) ? value : broadcastTo(value, shape)];
  };
}

/** The other operand, where one is a number that changes nothing. */
function neutral(context: RewriteContext, value: number, side: "both" | "right"): Tensor | undefined {
  const [a, b] = context.inputs;
  if (Object.is(uniformValue(b, context), value)) return a;
  return side === "both" && Object.is(uniformValue(a, context), value) ? b : undefined;
}

/** Adding 0 changes -0, which only real numbers have. */
function wholeNeutral(context: RewriteContext, value: number, side: "both" | "right"): Tensor | undefined {
  return context.types[0].dtype === "i32" ? neutral(context, value, side) : undefined;
}

function addRule(context: RewriteContext): Tensor | undefined {
  const [a, b] = context.inputs;
  const right = negated(b, context);
  if (right !== undefined) return sub(a, right);
  const left = negated(a, context);
  return left === undefined ? undefined : sub(b, left);
}

function subRule(context: RewriteContext): Tensor | undefined {
  const [a, b] = context.inputs;
  const right = negated(b, context);
  return right === undefined ? undefined : add(a, right);
}

function mulRule(context: RewriteContext): Tensor | undefined {
  const [a, b] = context.inputs;
  const [left, right] = [negated(a, context), negated(b, context)];
  if (left !== undefined && right !== undefined) return mul(left, right);
  if (uniformValue(b, context) === -1) return neg(a);
  return uniformValue(a, context) === -1 ? neg(b) : undefined;
}

/** The reciprocal of a power of two is exact, and multiplying is faster. */
function divideByPowerOfTwo(context: RewriteContext): Tensor | undefined {
  const [a, b] = context.inputs;
  const value = uniformValue(b, context);
  if (value === undefined || a.dtype !== "f32") return undefined;
  const exponent = Math.log2(Math.abs(value));
  return Number.isInteger(exponent) && Math.abs(exponent) <= 126 ? mul(a, 1 / value) : undefined;
}

function twice({ inputs: [a, b] }: RewriteContext): Tensor | undefined {
  return a.id === b.id ? a : undefined;
}

/** x, of f(f(x)). */
function inverse({ inputs: [x], producerOf, graph }: RewriteContext, op: "neg" | "not"): Tensor | undefined {
  const producer = producerOf(x);
  return producer?.op === op ? { ...x, graph, id: producer.inputs[0] } : undefined;
}

/** x, of −x. */
function negated(tensor: Tensor, context: RewriteContext): Tensor | undefined {
  return inverse({ ...context, inputs: [tensor] }, "neg");
}

function selectRule(context: RewriteContext): Tensor | undefined {
  const [condition, a, b] = context.inputs;
  if (a.id === b.id) return a;
  const value = uniformValue(condition, context);
  return value === undefined ? undefined : value === 1 ? a : b;
}
