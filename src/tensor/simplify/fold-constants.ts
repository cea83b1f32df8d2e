/** Operations on constants, computed now by the reference evaluation. */

import { evaluateOperation } from "../evaluate.ts";
import { findPrimitive } from "../find-definition.ts";
import type { Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import type { NumberArray } from "../primitive.ts";
import { constant } from "../primitives/constant.ts";
import { fill } from "../primitives/fill.ts";
import type { Operation } from "../program.ts";
import type { RewriteContext, Rule } from "../rewrite.ts";
import type { Type } from "../type.ts";
import { constantValues, uniformValue } from "./uniform-value.ts";

/** Larger constants are cheaper to compute than to keep. */
const MOST_ELEMENTS = 256;

/** One number repeated is a fill. */
export const foldRepeatedConstant: Rule = ({ op, attributes }, { graph, types }) => {
  if (op !== "constant" || types[0].shape.length === 0) return undefined;
  const [{ dtype, shape }] = types;
  const values = constantValues(attributes.values);
  const [first] = values;
  const repeated = values.length > 0 && values.every((value) => Object.is(value, first));
  return repeated ? [fill(graph, first, shape, dtype)] : undefined;
};

/** An elementwise function of single numbers is one number. */
export const foldUniform: Rule = (operation, context) => {
  const { graph, inputs, types } = context;
  if (inputs.length === 0 || !findPrimitive(operation.op)?.elementwise) return undefined;
  const values = inputs.map((tensor) => uniformValue(tensor, context));
  if (values.some((value) => value === undefined)) return undefined;
  const scalars = inputs.map(({ dtype }, i) => arrayOf(dtype, [], [Number(values[i])]));
  const [result] = compute(operation, scalars, [{ dtype: types[0].dtype, shape: [] }]);
  return isPlain(result) ? [fill(graph, result.data[0], types[0].shape, types[0].dtype)] : undefined;
};

/** Any other function of small constants is a small constant. */
export const foldSmall: Rule = (operation, context) => {
  const { graph, inputs, types } = context;
  if (inputs.length === 0 || operation.op === "scan" || !types.every(isSmall)) return undefined;
  if (findPrimitive(operation.op) === undefined) return undefined;
  const arrays = inputs.map((tensor) => constantArray(tensor, context));
  if (!arrays.every((array) => array !== undefined)) return undefined;
  const results = compute(operation, arrays, types);
  if (!results.every(isPlain)) return undefined;
  return results.map(({ data }, i) => constant(graph, [...data], types[i].shape.map(Number), types[i].dtype));
};

function compute(
  operation: Operation,
  inputs: readonly NumberArray[],
  types: readonly Type[],
): readonly NumberArray[] {
  return evaluateOperation({ ...operation, outputs: [...types.keys()] }, inputs, types, false);
}

function constantArray(tensor: Tensor, context: RewriteContext): NumberArray | undefined {
  const { dtype } = tensor;
  if (!isSmall(tensor)) return undefined;
  const shape = tensor.shape.map(Number);
  const producer = context.producerOf(tensor);
  if (producer?.op === "constant") return arrayOf(dtype, shape, constantValues(producer.attributes.values));
  const uniform = uniformValue(tensor, context);
  return uniform === undefined ? undefined : arrayOf(dtype, shape, new Array(sizeOf(shape)).fill(uniform));
}

function arrayOf(dtype: Type["dtype"], shape: readonly number[], values: readonly number[]): NumberArray {
  const array = newArray({ types: [{ dtype, shape }], float64: false, run: () => [] });
  array.data.set(values);
  return array;
}

function isSmall({ shape }: Type): boolean {
  return shape.every((dim) => typeof dim === "number") && sizeOf(shape.map(Number)) <= MOST_ELEMENTS;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((a, b) => a * b, 1);
}

/** Infinities and NaN have no place in programs as text. */
function isPlain({ data }: NumberArray): boolean {
  return data.every((value) => Number.isFinite(value));
}
