/** The k greatest elements of each row. The gradient of the values goes back to the places that they came from. */
import { showShape, sizeOf } from "../dim-arithmetic.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import { requireDType } from "../require-dtype.ts";
import { resolveAxis } from "../resolve-axis.ts";
import { ShapeProblem } from "../shape-problem.ts";
import type { Type } from "../type.ts";
import { add } from "./add.ts";
import { dimension } from "./dimension.ts";
import { iota } from "./iota.ts";
import { mul } from "./mul.ts";
import { reshape } from "./reshape.ts";
import { scatterAdd } from "./scatter-add.ts";

export interface TopKAttributes {
  readonly k: number;
}

export const topKPrimitive = definePrimitive<TopKAttributes>({
  name: "topK",
  types: (inputs, { k }) => {
    requireDType("A top-k", inputs, 0, "f32", "i32");
    const [{ dtype, shape }] = inputs;
    const last = shape[resolveAxis(-1, inputs[0])];
    if (!Number.isSafeInteger(k) || k < 1 || (typeof last === "number" && k > last))
      throw countProblem(inputs, k);
    const picked = [...shape.slice(0, -1), k];
    return [
      { dtype, shape: picked },
      { dtype: "i32", shape: picked },
    ];
  },
  gradient: ({ inputs: [x], outputs: [, indices], cotangents: [cotangent] }) => [
    cotangent && spreadToRows(x, indices, cotangent),
  ],
  cost: ([x]) => sizeOf(x.shape),
  evaluate: ([x], { k }, context) => {
    const values = newArray(context, 0);
    const indices = newArray(context, 1);
    const length = x.shape[x.shape.length - 1];
    if (k > length) throw new RangeError(`the ${k} greatest are asked for of ${length} elements`);
    for (let row = 0; row * length < x.data.length; row++) {
      const numbers = x.data.subarray(row * length, (row + 1) * length);
      const order = Array.from(numbers.keys()).sort((a, b) => numbers[b] - numbers[a] || a - b);
      for (let i = 0; i < k; i++) {
        values.data[row * k + i] = numbers[order[i]];
        indices.data[row * k + i] = order[i];
      }
    }
    return [values, indices];
  },
});

/**
 * The k greatest elements along the last axis, in descending order, and their i32 indices: two values of shape [..., k].
 * Among equals the lower index comes first. Throws ShapeProblem ("value") where k is more than the axis holds.
 */
export function topK(x: Tensor, k: number): [values: Tensor, indices: Tensor] {
  const [values, indices] = apply(topKPrimitive, [x], { k });
  return [values, indices];
}

/** The cotangents at their indices of each row, zero elsewhere: rows are laid end to end, so that one scatter does them all. */
function spreadToRows(x: Tensor, indices: Tensor, cotangent: Tensor): Tensor {
  const length = x.shape[x.shape.length - 1];
  const rows = sizeOf(x.shape.slice(0, -1));
  const k = indices.shape[indices.shape.length - 1];
  const starts = mul(iota(x, [rows, 1], 0), dimension(x, length));
  const places = add(reshape(indices, [rows, k]), starts);
  const flat = scatterAdd(places, reshape(cotangent, [rows, k]), sizeOf(x.shape), 0);
  return reshape(flat, x.shape);
}

function countProblem(inputs: readonly Type[], k: number): ShapeProblem {
  const { shape } = inputs[0];
  return new ShapeProblem({
    kind: "value",
    found: `The ${k} greatest elements are asked for, of rows in ${showShape(shape)}.`,
    help: `Ask for a whole number from 1 to the length of the last axis.`,
    types: inputs,
    input: 0,
    axis: shape.length - 1,
  });
}
