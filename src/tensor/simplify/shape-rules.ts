/** Moves of elements that come to nothing, to one move, or to a cheaper one. */
import type { Dim } from "../dim.ts";
import { addDims, sameDim, sameShape } from "../dim-arithmetic.ts";
import { type Tensor, tensorAt } from "../graph.ts";
import { broadcastTo } from "../primitives/broadcast-to.ts";
import { fill } from "../primitives/fill.ts";
import { reshape } from "../primitives/reshape.ts";
import { slice } from "../primitives/slice.ts";
import { transpose } from "../primitives/transpose.ts";
import type { Operation } from "../program.ts";
import type { RewriteContext, Rule } from "../rewrite.ts";
import { uniformValue } from "./uniform-value.ts";

/** By operation. */
export const shapeRules: Readonly<Record<string, Rule>> = {
  reshape: firstOf(unchanged, uniformMove, reshapeTwice),
  broadcastTo: firstOf(unchanged, uniformMove, broadcastTwice, broadcastOfAddedAxes),
  transpose: firstOf(uniformMove, transposeInPlace, transposeTwice),
  slice: firstOf(unchanged, uniformMove, sliceTwice),
  pad: firstOf(unchanged, uniformPad),
  reverse: firstOf(uniformMove, reverseNothing, reverseTwice),
  concat: firstOf(uniformConcat, concatOfSplit),
  split: firstOf(splitOfConcat),
};

function firstOf(...rules: readonly Rule[]): Rule {
  return (operation, context) => {
    for (const rule of rules) {
      const found = rule(operation, context);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** None of these moves does anything to a value that keeps its shape. */
function unchanged(_: Operation, { inputs: [x], types: [{ shape }] }: RewriteContext) {
  return sameShape(x.shape, shape) ? [x] : undefined;
}

/** Moving the elements of a value that is one number everywhere only changes its shape. */
function uniformMove(_: Operation, context: RewriteContext) {
  const { graph, inputs, types } = context;
  const [{ dtype, shape }] = types;
  const value = uniformValue(inputs[0], context);
  if (value !== undefined) return [fill(graph, value, shape, dtype)];
  const number = spreadNumber(context);
  return number && [broadcastTo(reshape(number, []), shape)];
}

/** The one number that the operand repeats, where it is computed rather than known. */
function spreadNumber(context: RewriteContext): Tensor | undefined {
  const source = sourceThrough("broadcastTo", context)?.tensor;
  return source?.shape.every((dim) => dim === 1) ? source : undefined;
}

function reshapeTwice(_: Operation, context: RewriteContext) {
  const source = sourceThrough("reshape", context);
  return source && [reshape(source.tensor, context.types[0].shape)];
}

function broadcastTwice(_: Operation, context: RewriteContext) {
  const source = sourceThrough("broadcastTo", context);
  return source && [broadcastTo(source.tensor, context.types[0].shape)];
}

/** Broadcasting adds leading axes of size 1 by itself. */
function broadcastOfAddedAxes(_: Operation, context: RewriteContext) {
  const source = sourceThrough("reshape", context)?.tensor;
  const [x] = context.inputs;
  const added = source === undefined ? 0 : x.shape.length - source.shape.length;
  if (source === undefined || added <= 0 || !sameShape(x.shape.slice(added), source.shape)) return undefined;
  return [broadcastTo(source, context.types[0].shape)];
}

/** Axes of size 1 may stand anywhere: only the order of the others moves elements. */
function transposeInPlace({ attributes }: Operation, { inputs: [x], types: [{ shape }] }: RewriteContext) {
  const moved = numbersOf(attributes.permutation).filter((axis) => x.shape[axis] !== 1);
  const inOrder = moved.every((axis, i) => i === 0 || axis > moved[i - 1]);
  return inOrder ? [reshape(x, shape)] : undefined;
}

function transposeTwice({ attributes }: Operation, context: RewriteContext) {
  const source = sourceThrough("transpose", context);
  if (source === undefined) return undefined;
  const before = numbersOf(source.producer.attributes.permutation);
  return [
    transpose(
      source.tensor,
      numbersOf(attributes.permutation).map((axis) => before[axis]),
    ),
  ];
}

function sliceTwice({ attributes }: Operation, context: RewriteContext) {
  const source = sourceThrough("slice", context);
  if (source === undefined) return undefined;
  const before = dimsOf(source.producer.attributes.starts);
  const starts = dimsOf(attributes.starts).map((start, axis) => addDims(start, before[axis]));
  return [slice(source.tensor, starts, dimsOf(attributes.sizes))];
}

function uniformPad(operation: Operation, context: RewriteContext) {
  const same = Object.is(uniformValue(context.inputs[0], context), operation.attributes.value);
  return same ? uniformMove(operation, context) : undefined;
}

function reverseNothing({ attributes }: Operation, { inputs: [x] }: RewriteContext) {
  return numbersOf(attributes.axes).every((axis) => x.shape[axis] === 1) ? [x] : undefined;
}

function reverseTwice({ attributes }: Operation, context: RewriteContext) {
  const source = sourceThrough("reverse", context);
  const same = String(source?.producer.attributes.axes) === String(attributes.axes);
  return source !== undefined && same ? [source.tensor] : undefined;
}

function uniformConcat(operation: Operation, context: RewriteContext) {
  const [first, ...others] = context.inputs.map((tensor) => uniformValue(tensor, context));
  const same = first !== undefined && others.every((value) => Object.is(value, first));
  return same ? uniformMove(operation, context) : undefined;
}

/** All parts of a value put together again. */
function concatOfSplit({ attributes }: Operation, { graph, inputs, producerOf }: RewriteContext) {
  const producer = producerOf(inputs[0]);
  if (producer?.op !== "split" || producer.attributes.axis !== attributes.axis) return undefined;
  const whole = String(producer.outputs) === String(inputs.map(({ id }) => id));
  return whole ? [tensorAt(graph, producer.inputs[0])] : undefined;
}

/** Values put together and taken apart at the same places. */
function splitOfConcat({ attributes }: Operation, { graph, inputs: [x], producerOf }: RewriteContext) {
  const producer = producerOf(x);
  if (producer?.op !== "concat" || producer.attributes.axis !== attributes.axis) return undefined;
  const parts = producer.inputs.map((id) => tensorAt(graph, id));
  const sizes = dimsOf(attributes.sizes);
  const axis = Number(attributes.axis);
  const same = parts.length === sizes.length && parts.every(({ shape }, i) => sameDim(shape[axis], sizes[i]));
  return same ? parts : undefined;
}

/** What the operand was made from by an operation of the same name. */
function sourceThrough(op: string, { graph, inputs: [x], producerOf }: RewriteContext) {
  const producer = producerOf(x);
  const tensor: Tensor | undefined = producer?.op === op ? tensorAt(graph, producer.inputs[0]) : undefined;
  return tensor && producer && { tensor, producer };
}

function numbersOf(attribute: unknown): readonly number[] {
  return attribute as readonly number[];
}

function dimsOf(attribute: unknown): readonly Dim[] {
  return attribute as readonly Dim[];
}
