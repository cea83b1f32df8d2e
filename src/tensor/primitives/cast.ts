/** One dtype made into another. */
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import type { DType } from "../type.ts";

export const castPrimitive = definePrimitive<{ readonly dtype: DType }>({
  name: "cast",
  elementwise: true,
  types: ([{ shape }], { dtype }) => [{ dtype, shape }],
  gradient: ({ cotangents }) => cotangents,
  cost: () => 0,
  evaluate: ([{ data }], { dtype }, context) => {
    const array = newArray(context);
    for (let i = 0; i < data.length; i++) array.data[i] = dtype === "bool" ? Number(data[i] !== 0) : data[i];
    return [array];
  },
});

/** x in another dtype: fractions are cut off towards 0 in i32, anything but 0 is true. x itself where it has that dtype. */
export function cast(x: Tensor, dtype: DType): Tensor {
  return x.dtype === dtype ? x : apply(castPrimitive, [x], { dtype })[0];
}
