/** A dim as a value: the divisor of a mean over a symbolic axis, the length of a sequence. */
import type { Dim } from "../dim.ts";
import { applySource, type Graph, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import { constant } from "./constant.ts";

export const dimensionPrimitive = definePrimitive<{ readonly dim: Dim }>({
  name: "dimension",
  types: () => [{ dtype: "i32", shape: [] }],
  cost: () => 0,
  evaluate: (_, { dim }, context) => {
    if (typeof dim !== "number") throw new Error(`the dim ${dim.key} has no number yet`);
    const array = newArray(context);
    array.data[0] = dim;
    return [array];
  },
});

/** The dim as an i32 scalar where `at` lives; a known number is a constant. */
export function dimension(at: Tensor | Graph, dim: Dim): Tensor {
  if (typeof dim === "number") return constant(at, dim, [], "i32");
  return applySource("graph" in at ? at.graph : at, dimensionPrimitive, { dim })[0];
}
