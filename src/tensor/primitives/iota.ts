/** The whole numbers 0, 1, 2, … along one axis, the same along all others. */
import type { Dim } from "../dim.ts";
import { applySource, type Graph, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import { resolveAxis } from "../resolve-axis.ts";
import { aroundAxis } from "../strides.ts";
import type { DType } from "../type.ts";

export interface IotaAttributes {
  readonly shape: readonly Dim[];
  readonly axis: number;
  readonly dtype: DType;
}

export const iotaPrimitive = definePrimitive<IotaAttributes>({
  name: "iota",
  types: (_, { shape, dtype }) => [{ dtype, shape }],
  cost: () => 0,
  evaluate: (_, { axis }, context) => {
    const result = newArray(context);
    const { length, inner } = aroundAxis(result.shape, axis);
    for (let i = 0; i < result.data.length; i++) result.data[i] = Math.floor(i / inner) % length;
    return [result];
  },
});

/** Each element's index along `axis`, as i32 unless a dtype is named: of any shape, symbolic too. */
export function iota(at: Graph | Tensor, shape: readonly Dim[], axis: number, dtype: DType = "i32"): Tensor {
  const attributes = { shape, axis: resolveAxis(axis, { dtype, shape }), dtype };
  return applySource("graph" in at ? at.graph : at, iotaPrimitive, attributes)[0];
}
