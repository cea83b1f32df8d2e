/** A loop over the leading axis: recurrent layers. Its body is a program; `scan.ts` beside this folder traces it. */
import type { Dim } from "../dim.ts";
import { multiplyDims, sameDim, sameShape, showDim, showShape } from "../dim-arithmetic.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive, type EvaluationContext, type NumberArray } from "../primitive.ts";
import type { Program } from "../program.ts";
import { scanGradient } from "../scan-gradient.ts";
import { ShapeProblem } from "../shape-problem.ts";
import type { Type } from "../type.ts";

/**
 * Inputs of the operation: `consts` values that every step sees, `carry` initial values, then the values whose rows the steps
 * take; the body's inputs likewise. Outputs of the body: the next carry, then this step's rows; of the operation: the last
 * carry, then those rows stacked. `reverse` runs from the last row to the first, each step writing the row that it read.
 */
export interface ScanAttributes {
  readonly body: Program;
  readonly consts: number;
  readonly carry: number;
  readonly length: Dim;
  readonly reverse: boolean;
}

export const scanPrimitive = definePrimitive<ScanAttributes>({
  name: "scan",
  types: (inputs, attributes) => {
    requireBodyFits(inputs, attributes);
    const { body, carry, length } = attributes;
    const results = body.outputs.map(({ value }) => body.values[value]);
    const stacked = results.slice(carry).map(({ dtype, shape }) => ({ dtype, shape: [length, ...shape] }));
    return [...results.slice(0, carry), ...stacked];
  },
  gradient: scanGradient,
  cost: (_inputs, _outputs, { body, length }, costOf) => multiplyDims(length, costOf(body)),
  evaluate,
});

function evaluate(inputs: readonly NumberArray[], attributes: ScanAttributes, context: EvaluationContext) {
  const { body, consts, carry, reverse } = attributes;
  const length = Number(attributes.length);
  const fixed = inputs.slice(0, consts);
  const xs = inputs.slice(consts + carry);
  const ys = context.types.slice(carry).map((_, i) => newArray(context, carry + i));
  let state = inputs.slice(consts, consts + carry);
  for (let step = 0; step < length; step++) {
    const row = reverse ? length - 1 - step : step;
    const results = context.run(body, [...fixed, ...state, ...xs.map((x) => rowOf(x, row))]);
    for (const [i, { data }] of results.slice(carry).entries()) ys[i].data.set(data, row * data.length);
    state = results.slice(0, carry);
  }
  return [...state, ...ys];
}

function rowOf({ dtype, shape, data }: NumberArray, row: number): NumberArray {
  const size = data.length / shape[0];
  return { dtype, shape: shape.slice(1), data: data.subarray(row * size, (row + 1) * size) };
}

function requireBodyFits(inputs: readonly Type[], { body, consts, carry, length }: ScanAttributes): void {
  const first = consts + carry;
  for (const [i, { value }] of body.inputs.entries()) {
    const { dtype, shape } = body.values[value];
    const given = inputs[i];
    const wanted = i < first ? shape : [length, ...shape];
    if (i >= first && !sameDim(given.shape[0], length)) throw wrongLength(inputs, i, length);
    if (given.dtype !== dtype || !sameShape(given.shape, wanted))
      throw new Error(
        `input ${i} of a loop is ${showShape(given.shape)} where ${showShape(wanted)} is expected`,
      );
  }
  for (let i = 0; i < carry; i++) requireSteady(body, consts + i, i);
}

/** What a step hands on must have the type that it was given. */
function requireSteady(body: Program, input: number, output: number): void {
  const before = body.values[body.inputs[input].value];
  const after = body.values[body.outputs[output].value];
  if (before.dtype === after.dtype && sameShape(before.shape, after.shape)) return;
  throw new ShapeProblem({
    kind: "mismatch",
    found: `A step is given a value ${showShape(before.shape)} and hands on ${showShape(after.shape)}.`,
    expected: "What a step hands on to the next must keep its shape.",
    types: [before, after],
    input: 1,
  });
}

function wrongLength(types: readonly Type[], input: number, length: Dim): ShapeProblem {
  return new ShapeProblem({
    kind: "mismatch",
    found: `A value of ${showDim(types[input].shape[0])} steps runs beside one of ${showDim(length)}.`,
    expected: "All values of a loop must have the same number of steps.",
    types,
    input,
    axis: 0,
  });
}
