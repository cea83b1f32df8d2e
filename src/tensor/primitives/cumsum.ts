/** Running sums along an axis. The gradient is the running sum the other way. */
import { sizeOf } from "../dim-arithmetic.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import { requireDType } from "../require-dtype.ts";
import { resolveAxis } from "../resolve-axis.ts";
import { aroundAxis } from "../strides.ts";

export interface CumsumAttributes {
  readonly axis: number;
  /** From the last element to the first. */
  readonly reverse: boolean;
  /** Each sum leaves its own element out. */
  readonly exclusive: boolean;
}

export const cumsumPrimitive = definePrimitive<CumsumAttributes>({
  name: "cumsum",
  types: (inputs) => {
    requireDType("A running sum", inputs, 0, "f32", "i32");
    return [inputs[0]];
  },
  gradient: ({ cotangents: [cotangent], attributes: { axis, reverse, exclusive } }) => [
    cotangent && cumsum(cotangent, axis, { reverse: !reverse, exclusive }),
  ],
  cost: ([x]) => sizeOf(x.shape),
  evaluate: ([x], { axis, reverse, exclusive }, context) => {
    const result = newArray(context);
    const { outer, length, inner } = aroundAxis(x.shape, axis);
    for (let block = 0; block < outer; block++)
      for (let i = 0; i < inner; i++) {
        let total = 0;
        for (let step = 0; step < length; step++) {
          const at = (block * length + (reverse ? length - 1 - step : step)) * inner + i;
          const before = total;
          total += x.data[at];
          result.data[at] = exclusive ? before : total;
        }
      }
    return [result];
  },
});

/** Sums of all elements up to each one along `axis`, itself included unless `exclusive`, from the end where `reverse`. */
export function cumsum(
  x: Tensor,
  axis: number,
  { reverse = false, exclusive = false }: { readonly reverse?: boolean; readonly exclusive?: boolean } = {},
): Tensor {
  return apply(cumsumPrimitive, [x], { axis: resolveAxis(axis, x), reverse, exclusive })[0];
}
