/** Values written into the program: scalars of formulas, and small tables. */
import { applySource, type Graph, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import type { DType } from "../type.ts";

export interface ConstantAttributes {
  /** Row-major; bools are 0 and 1. */
  readonly values: readonly number[];
  readonly shape: readonly number[];
  readonly dtype: DType;
}

export const constantPrimitive = definePrimitive<ConstantAttributes>({
  name: "constant",
  types: (_, { dtype, shape }) => [{ dtype, shape }],
  cost: () => 0,
  evaluate: (_, { values }, context) => {
    const array = newArray(context);
    array.data.set(values);
    return [array];
  },
});

/** A constant where `at` lives: a number is a scalar, a list a vector unless a shape is given. dtype f32 unless given. */
export function constant(
  at: Tensor | Graph,
  values: number | readonly number[],
  shape?: readonly number[],
  dtype: DType = "f32",
): Tensor {
  const list = typeof values === "number" ? [values] : values;
  const sizes = shape ?? (typeof values === "number" ? [] : [list.length]);
  if (sizes.reduce((product, size) => product * size, 1) !== list.length)
    throw new Error(`a constant of shape [${sizes.join(", ")}] can't have ${list.length} values`);
  const graph = "graph" in at ? at.graph : at;
  return applySource(graph, constantPrimitive, { values: list, shape: sizes, dtype })[0];
}
