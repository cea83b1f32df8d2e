/** Rows picked by number: embeddings, lookups. Its gradient adds each row's share back where it came from. */
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import { requireDType } from "../require-dtype.ts";
import { resolveAxis } from "../resolve-axis.ts";
import { aroundAxis } from "../strides.ts";
import { scatterAdd } from "./scatter-add.ts";

export interface GatherAttributes {
  readonly axis: number;
}

export const gatherPrimitive = definePrimitive<GatherAttributes>({
  name: "gather",
  types: (inputs, { axis }) => {
    requireDType("The indices of a lookup", inputs, 1, "i32");
    const [{ dtype, shape }, indices] = inputs;
    return [{ dtype, shape: [...shape.slice(0, axis), ...indices.shape, ...shape.slice(axis + 1)] }];
  },
  gradient: ({ inputs: [x, indices], cotangents: [cotangent], attributes: { axis } }) => [
    cotangent && scatterAdd(indices, cotangent, x.shape[axis], axis),
    undefined,
  ],
  cost: () => 0,
  evaluate: ([x, indices], { axis }, context) => {
    const result = newArray(context);
    const { outer, length, inner } = aroundAxis(x.shape, axis);
    let at = 0;
    for (let block = 0; block < outer; block++)
      for (const index of indices.data) {
        if (index < 0 || index >= length)
          throw new RangeError(`row ${index} is read of an axis of ${length}`);
        const from = (block * length + index) * inner;
        result.data.set(x.data.subarray(from, from + inner), at);
        at += inner;
      }
    return [result];
  },
});

/**
 * x[..., indices, ...] along `axis`: the axis of length n is replaced by the shape of `indices` (i32, each in [0, n)).
 * An index outside is an error of the data that engines report when they run.
 */
export function gather(x: Tensor, indices: Tensor, axis: number): Tensor {
  return apply(gatherPrimitive, [x, indices], { axis: resolveAxis(axis, x) })[0];
}
