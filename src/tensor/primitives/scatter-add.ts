/** Rows added up by number: what gather's gradient does. Its own gradient is a gather. */
import type { Dim } from "../dim.ts";
import { sameShape, showShape, sizeOf } from "../dim-arithmetic.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import { requireDType } from "../require-dtype.ts";
import { resolveAxis } from "../resolve-axis.ts";
import { ShapeProblem } from "../shape-problem.ts";
import { aroundAxis } from "../strides.ts";
import type { Type } from "../type.ts";
import { gather } from "./gather.ts";

export interface ScatterAddAttributes {
  /** The length of the axis that the result has in place of the indices' axes. */
  readonly size: Dim;
  readonly axis: number;
}

export const scatterAddPrimitive = definePrimitive<ScatterAddAttributes>({
  name: "scatterAdd",
  types: (inputs, { size, axis }) => {
    requireDType("The indices of a sum by rows", inputs, 0, "i32");
    requireDType("A sum by rows", inputs, 1, "f32", "i32");
    const [indices, { dtype, shape }] = inputs;
    const after = axis + indices.shape.length;
    const fits = after <= shape.length && sameShape(shape.slice(axis, after), indices.shape);
    if (!fits) throw rowsProblem(inputs, axis);
    return [{ dtype, shape: [...shape.slice(0, axis), size, ...shape.slice(after)] }];
  },
  gradient: ({ inputs: [indices], cotangents: [cotangent], attributes: { axis } }) => [
    undefined,
    cotangent && gather(cotangent, indices, axis),
  ],
  cost: ([, updates]) => sizeOf(updates.shape),
  evaluate: ([indices, updates], { axis }, context) => {
    const result = newArray(context);
    const totals = new Float64Array(result.data.length);
    const { outer, length, inner } = aroundAxis(result.shape, axis);
    let at = 0;
    for (let block = 0; block < outer; block++)
      for (const index of indices.data) {
        if (index < 0 || index >= length)
          throw new RangeError(`row ${index} is written of an axis of ${length}`);
        for (let i = 0; i < inner; i++) totals[(block * length + index) * inner + i] += updates.data[at++];
      }
    result.data.set(totals);
    return [result];
  },
});

/**
 * Zeros of length `size` along `axis`, to which each row of `updates` is added at its index: `updates` has the shape of
 * `indices` (i32, each in [0, size)) in place of that axis. Throws ShapeProblem ("mismatch") where it has not.
 */
export function scatterAdd(indices: Tensor, updates: Tensor, size: Dim, axis: number): Tensor {
  // An updates shape without the indices' axes (a scalar index) has no axis to count from the back.
  const resolved = axis < 0 ? resolveAxis(axis, updates) : axis;
  return apply(scatterAddPrimitive, [indices, updates], { size, axis: resolved })[0];
}

function rowsProblem(inputs: readonly Type[], axis: number): ShapeProblem {
  const [indices, updates] = inputs;
  return new ShapeProblem({
    kind: "mismatch",
    found: `The rows are ${showShape(updates.shape)}, but their indices are ${showShape(indices.shape)} at axis ${axis}.`,
    help: "Give one index for each row.",
    types: inputs,
    input: 1,
    axis,
  });
}
