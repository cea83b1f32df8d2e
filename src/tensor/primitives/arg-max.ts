/** Where the greatest element lies. It has no gradient: its result is a position. */
import { sizeOf } from "../dim-arithmetic.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import { requireDType } from "../require-dtype.ts";
import { resolveAxis } from "../resolve-axis.ts";
import { aroundAxis } from "../strides.ts";

export interface ArgMaxAttributes {
  readonly axis: number;
}

export const argMaxPrimitive = definePrimitive<ArgMaxAttributes>({
  name: "argMax",
  types: (inputs, { axis }) => {
    requireDType("An arg-max", inputs, 0, "f32", "i32");
    return [{ dtype: "i32", shape: inputs[0].shape.filter((_, i) => i !== axis) }];
  },
  cost: ([x]) => sizeOf(x.shape),
  evaluate: ([x], { axis }, context) => {
    const result = newArray(context);
    const { outer, length, inner } = aroundAxis(x.shape, axis);
    for (let block = 0; block < outer; block++)
      for (let i = 0; i < inner; i++) {
        const at = (index: number) => x.data[(block * length + index) * inner + i];
        let best = 0;
        for (let index = 1; index < length; index++) if (at(index) > at(best)) best = index;
        result.data[block * inner + i] = best;
      }
    return [result];
  },
});

/** The i32 index of the greatest element along `axis`, which disappears; among equals the first. */
export function argMax(x: Tensor, axis: number): Tensor {
  return apply(argMaxPrimitive, [x], { axis: resolveAxis(axis, x) })[0];
}
