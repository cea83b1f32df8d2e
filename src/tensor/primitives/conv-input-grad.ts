/** A convolution's gradient with respect to its input, which is also what a transposed convolution computes. */
import {
  type ConvAttributes,
  type ConvOptions,
  convAttributes,
  convCost,
  forEachProduct,
  requireConvolved,
} from "../conv-geometry.ts";
import type { Dim } from "../dim.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { definePrimitive } from "../primitive.ts";
import type { Type } from "../type.ts";
import { conv } from "./conv.ts";
import { convFilterGrad } from "./conv-filter-grad.ts";

export interface ConvInputGradAttributes extends ConvAttributes {
  readonly inputShape: readonly Dim[];
}

export const convInputGradPrimitive = definePrimitive<ConvInputGradAttributes>({
  name: "convInputGrad",
  types: ([dy, kernel], attributes) => {
    const x: Type = { dtype: "f32", shape: attributes.inputShape };
    requireConvolved(dy, x, kernel, attributes);
    return [x];
  },
  gradient: ({ inputs: [dy, kernel], cotangents: [cotangent], needs, attributes }) => [
    cotangent && needs[0] ? conv(cotangent, kernel, attributes) : undefined,
    cotangent && needs[1] ? convFilterGrad(cotangent, dy, kernel.shape, attributes) : undefined,
  ],
  cost: ([dy, kernel]) => convCost(dy, kernel),
  evaluate: ([dy, kernel], attributes, context) => {
    const result = newArray(context);
    const totals = new Float64Array(result.data.length);
    forEachProduct(result.shape, kernel.shape, dy.shape, attributes, (inX, inKernel, inY) => {
      totals[inX] += dy.data[inY] * kernel.data[inKernel];
    });
    result.data.set(totals);
    return [result];
  },
});

/**
 * The f32 x-shaped gradient of `conv(x, kernel, options)` for x of `inputShape`, given dy of the convolution's shape; as a
 * transposed convolution it takes dy to `inputShape`. Throws ShapeProblem ("mismatch") where dy is not what such a
 * convolution gives.
 */
export function convInputGrad(
  dy: Tensor,
  kernel: Tensor,
  inputShape: readonly Dim[],
  options: ConvOptions,
): Tensor {
  return apply(convInputGradPrimitive, [dy, kernel], { ...convAttributes(options), inputShape })[0];
}
