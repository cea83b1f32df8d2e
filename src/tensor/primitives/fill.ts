/** One number everywhere, in a shape that may be symbolic: zeros to begin with, seeds of gradients. */
import type { Dim } from "../dim.ts";
import { applySource, type Graph, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import type { DType } from "../type.ts";
import { constant } from "./constant.ts";

export interface FillAttributes {
  readonly value: number;
  readonly shape: readonly Dim[];
  readonly dtype: DType;
}

export const fillPrimitive = definePrimitive<FillAttributes>({
  name: "fill",
  types: (_, { dtype, shape }) => [{ dtype, shape }],
  cost: () => 0,
  evaluate: (_, { value }, context) => {
    const array = newArray(context);
    array.data.fill(value);
    return [array];
  },
});

/** A tensor of one number where `at` lives; a scalar is a constant. dtype f32 unless given. */
export function fill(at: Tensor | Graph, value: number, shape: readonly Dim[], dtype: DType = "f32"): Tensor {
  if (shape.length === 0) return constant(at, value, [], dtype);
  const graph = "graph" in at ? at.graph : at;
  return applySource(graph, fillPrimitive, { value, shape, dtype })[0];
}
