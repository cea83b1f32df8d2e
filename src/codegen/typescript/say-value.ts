/** Values and calls as expressions. */
import type { Argument, Call } from "../../runtime/tfjs/call.ts";
import { type Dim, multiplyDims, sameDim } from "../../tensor/index.ts";
import { addConstant, settle } from "./add-constant.ts";
import type { Body, Measure } from "./body.ts";
import { DEFAULTS, TAKES_NUMBERS, WANTS_ONE_TYPE } from "./call-facts.ts";
import { type Code, code, trusted } from "./code.ts";
import { type Expression, flat, isCode } from "./expression.ts";
import { valuesIn } from "./facts-of.ts";
import { member, propertyKey } from "./identifier.ts";
import { float32Literal, literal } from "./literal.ts";
import { printDim } from "./print-dim.ts";

/** Calls longer than this get some of their operands said before them. */
const LONGEST_CALL = 130;
/** Operands shorter than this stay where they are. */
const SHORT_OPERAND = 22;

/**
 * The call that a step makes; operands that wait are printed inside of it as far as it stays readable. `typed`: its result must be
 * known to have four dims.
 */
export function sayCall(body: Body, call: Call, typed = false): Expression {
  let expression = callExpression(body, call);
  while (flat(expression).length > LONGEST_CALL) {
    const longest = longestOperand(body, call);
    if (longest === undefined) break;
    settle(body, longest, typed);
    expression = callExpression(body, call);
  }
  return expression;
}

/** A value where a tensor is wanted. */
export function sayTensor(body: Body, id: number): Expression {
  const known = body.waiting.get(id)?.expression ?? body.said.get(id) ?? sayState(body, id);
  return known ?? sayHostTensor(body, id) ?? sayFixed(body, id);
}

/** A value as a name or member; one that waits or that only sizes make gets a name now. */
export function sayName(body: Body, id: number): Code {
  if (body.waiting.has(id)) settle(body, id, false);
  const expression = sayTensor(body, id);
  if (isCode(expression)) return expression;
  return body.facts.fixed.has(id) ? nameFixed(body, id, expression) : addConstant(body, id, expression);
}

/** The number that a value is, where it is known before the program runs or is a size: f32 scalars only. */
function sayNumber({ facts, size, measures }: Body, id: number): Code | undefined {
  const step = facts.fixed.get(id);
  if (step === undefined || facts.program.values[id].dtype !== "f32") return undefined;
  const { op, inputs, attributes } = step.operation;
  if (op === "constant" && facts.program.values[id].shape.length === 0)
    return float32Literal((attributes.values as readonly number[])[0]);
  const cast = op === "cast" ? facts.fixed.get(inputs[0]) : undefined;
  if (cast?.operation.op !== "dimension") return undefined;
  const dim = cast.operation.attributes.dim as Dim;
  return sayRatio(measures, dim) ?? printDim(dim, size);
}

/** `x.size / mean.size`: how many elements there are to each of another tensor, so that the text holds for layers of any size. */
function sayRatio(measures: readonly Measure[], dim: Dim): Code | undefined {
  if (typeof dim === "number" || dim.terms.every(({ coefficient }) => coefficient === 1)) return undefined;
  for (const part of measures) {
    const whole = measures.find(({ size }) => sameDim(size, multiplyDims(dim, part.size)));
    if (whole !== undefined) return code`${whole.said}.size / ${part.said}.size`;
  }
  return undefined;
}

function callExpression(body: Body, { fn, args }: Call): Expression {
  const numbers = TAKES_NUMBERS.get(fn);
  const takesNumber = (place: number) => numbers !== undefined && place >= numbers[0] && place <= numbers[1];
  const how = MAKES_FLOATS.has(fn) && args.at(-1) === "float32" ? float32Literal : literal;
  const said = withoutAllAxes(body, { fn, args }).map((argument, place) =>
    sayArgument(body, argument, { takesNumber: takesNumber(place), how }),
  );
  const mixed = WANTS_ONE_TYPE.has(fn) && args.flatMap(valuesIn).some((id) => isClose(body, id));
  const callee = mixed ? code`${calleeOf(fn)}<tf.Tensor>` : calleeOf(fn);
  return { callee, args: withoutDefaults(fn, said) };
}

/** `tf.sum(x)`: along all axes, unless they are to be kept. */
function withoutAllAxes({ facts }: Body, { fn, args }: Call): readonly Argument[] {
  const [x, axes, keepDims] = args;
  if (!TAKES_AXES.has(fn) || keepDims !== false) return args;
  const [value] = valuesIn(x);
  const rank = facts.program.values[value].shape.length;
  const isAll = axes !== null && typeof axes === "object" && "list" in axes && axes.list.length === rank;
  return isAll ? [x] : args;
}

const TAKES_AXES: ReadonlySet<string> = new Set(["tf.sum", "tf.mean", "tf.max", "tf.prod", "tf.any"]);

/** Whether the type of a value says more than that it is a tensor. */
function isClose({ facts, hosts }: Body, id: number): boolean {
  return facts.stateIn.has(id) || hosts.has(id) || facts.fixed.has(id);
}

/** Functions that round the numbers that they are given to 32 bits where their last argument says so. */
const MAKES_FLOATS: ReadonlySet<string> = new Set(["tf.scalar", "tf.tensor", "tf.fill"]);

interface Place {
  readonly takesNumber: boolean;
  readonly how: (value: number) => Code;
}

/** A function of TensorFlow.js, or one of ours, which stands in the same file. The names come from the table. */
function calleeOf(fn: Call["fn"]): Code {
  return trusted(fn.startsWith("rt.") ? fn.slice("rt.".length) : fn);
}

function sayArgument(body: Body, argument: Argument, place: Place): Expression {
  if (typeof argument === "number") return place.how(argument);
  if (argument === null || typeof argument !== "object") return literal(argument);
  if ("value" in argument)
    return (
      (place.takesNumber ? sayNumber(body, argument.value) : undefined) ?? sayTensor(body, argument.value)
    );
  if ("host" in argument) return sayHost(body, argument.host);
  if ("dim" in argument) return printDim(argument.dim, body.size);
  const inside = { ...place, takesNumber: false };
  const alike = "list" in argument ? body.shapes.get(argument.list.map(sizeIn).join()) : undefined;
  if (alike !== undefined) return alike;
  if ("list" in argument) return { items: argument.list.map((item) => sayArgument(body, item, inside)) };
  return {
    fields: Object.entries(argument.record).map(([name, value]) => [
      propertyKey(name),
      sayArgument(body, value, inside),
    ]),
  };
}

/** The size as `shapeKey` says it; nothing for what is no size. */
function sizeIn(argument: Argument): unknown {
  if (argument === null || typeof argument !== "object") return argument;
  if (!("dim" in argument)) return undefined;
  return typeof argument.dim === "number" ? argument.dim : argument.dim.key;
}

/** A number of the host by its own name: step, seed. */
function sayHost({ hosts }: Body, id: number): Code {
  const name = hosts.get(id);
  if (name === undefined) throw new Error(`value ${id} is no number of the host`);
  return name;
}

/** A number of the host where a tensor is wanted. */
function sayHostTensor(body: Body, id: number): Expression | undefined {
  const number = body.hosts.get(id);
  if (number === undefined) return undefined;
  const scalar: Expression = { callee: code`tf.scalar`, args: [number, literal("int32")] };
  const reads = body.facts.readers.get(id)?.length ?? 0;
  return reads > 1 ? addConstant(body, id, scalar, `${number}_scalar`) : scalar;
}

function sayState(body: Body, id: number): Code | undefined {
  const name = body.facts.stateIn.get(id);
  if (name === undefined) return undefined;
  const [first, ...rest] = body.module.statePath(name).split("/");
  const weight = body.module.isWeight(name);
  const node = weight ? body.layer(first) : body.part(first);
  return rest.reduce(member, node);
}

/** What only sizes make is computed where it is used, or named where it is used twice. */
function sayFixed(body: Body, id: number): Expression {
  const step = body.facts.fixed.get(id);
  if (step === undefined || "body" in step.work) throw new Error(`value ${id} is used before it is made`);
  const expression = sayCall(body, step.work);
  const reads = body.facts.readers.get(id)?.length ?? 0;
  return reads > 1 && flat(expression).length > SHORT_OPERAND ? nameFixed(body, id, expression) : expression;
}

/** The name of what has this text, given once. */
function nameFixed(body: Body, id: number, expression: Expression): Code {
  const text = flat(expression);
  const known = body.constants.get(text);
  if (known !== undefined) {
    body.said.set(id, known);
    return known;
  }
  const name = addConstant(body, id, expression);
  body.constants.set(text, name);
  return name;
}

function withoutDefaults(fn: string, args: readonly Expression[]): readonly Expression[] {
  if (fn === "tf.transpose" && isReversal(args[1])) return args.slice(0, 1);
  const defaults = DEFAULTS.get(fn);
  const last = args.length - 1;
  if (defaults?.get(last) === undefined || flat(args[last]) !== defaults.get(last)) return args;
  return withoutDefaults(fn, args.slice(0, last));
}

/** `[2, 1, 0]`: what `tf.transpose` does unless told otherwise. */
function isReversal(permutation: Expression): boolean {
  if (isCode(permutation) || !("items" in permutation)) return false;
  return permutation.items.every((axis, i) => axis === literal(permutation.items.length - 1 - i));
}

/** The operand that waits and is longest; none where all are short. */
function longestOperand({ waiting }: Body, { args }: Call): number | undefined {
  const lengths = args.flatMap(valuesIn).flatMap((id) => {
    const expression = waiting.get(id)?.expression;
    return expression === undefined ? [] : [{ id, length: flat(expression).length }];
  });
  const longest = lengths.reduce((a, b) => (a.length >= b.length ? a : b), { id: -1, length: SHORT_OPERAND });
  return longest.id === -1 ? undefined : longest.id;
}
