/** Convolutions (cross-correlations, as everywhere in the field). The gradients of each of the three are the other two. */
import {
  type ConvAttributes,
  type ConvOptions,
  convAttributes,
  convCost,
  convolvedType,
  forEachProduct,
} from "../conv-geometry.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import { convFilterGrad } from "./conv-filter-grad.ts";
import { convInputGrad } from "./conv-input-grad.ts";

export const convPrimitive = definePrimitive<ConvAttributes>({
  name: "conv",
  types: ([x, kernel], attributes) => [convolvedType(x, kernel, attributes)],
  gradient: ({ inputs: [x, kernel], cotangents: [cotangent], needs, attributes }) => [
    cotangent && needs[0] ? convInputGrad(cotangent, kernel, x.shape, attributes) : undefined,
    cotangent && needs[1] ? convFilterGrad(x, cotangent, kernel.shape, attributes) : undefined,
  ],
  cost: ([, kernel], [y]) => convCost(y, kernel),
  evaluate: ([x, kernel], attributes, context) => {
    const result = newArray(context);
    const totals = new Float64Array(result.data.length);
    forEachProduct(x.shape, kernel.shape, result.shape, attributes, (inX, inKernel, inY) => {
      totals[inY] += x.data[inX] * kernel.data[inKernel];
    });
    result.data.set(totals);
    return [result];
  },
});

/**
 * The kernel [spatial…, in / groups, out] laid over x [batch, spatial…, in] at every place: f32 [batch, spatial…, out], over 1 to
 * 3 spatial axes. Throws ShapeProblem ("rank", "mismatch", "window", "value", "dtype", "symbolic").
 */
export function conv(x: Tensor, kernel: Tensor, options: ConvOptions): Tensor {
  return apply(convPrimitive, [x, kernel], convAttributes(options))[0];
}
