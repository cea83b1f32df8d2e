/** A convolution's gradient with respect to its kernel. */
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
import { convInputGrad } from "./conv-input-grad.ts";

export interface ConvFilterGradAttributes extends ConvAttributes {
  readonly kernelShape: readonly Dim[];
}

export const convFilterGradPrimitive = definePrimitive<ConvFilterGradAttributes>({
  name: "convFilterGrad",
  types: ([x, dy], attributes) => {
    const kernel: Type = { dtype: "f32", shape: attributes.kernelShape };
    requireConvolved(dy, x, kernel, attributes);
    return [kernel];
  },
  gradient: ({ inputs: [x, dy], cotangents: [cotangent], needs, attributes }) => [
    cotangent && needs[0] ? convInputGrad(dy, cotangent, x.shape, attributes) : undefined,
    cotangent && needs[1] ? conv(x, cotangent, attributes) : undefined,
  ],
  cost: ([, dy], [kernel]) => convCost(dy, kernel),
  evaluate: ([x, dy], attributes, context) => {
    const result = newArray(context);
    const totals = new Float64Array(result.data.length);
    forEachProduct(x.shape, result.shape, dy.shape, attributes, (inX, inKernel, inY) => {
      totals[inKernel] += x.data[inX] * dy.data[inY];
    });
    result.data.set(totals);
    return [result];
  },
});

/**
 * The f32 kernel-shaped gradient of `conv(x, kernel, options)` for a kernel of `kernelShape`, given dy of the convolution's
 * shape. Throws ShapeProblem ("mismatch") where dy is not what such a convolution gives.
 */
export function convFilterGrad(
  x: Tensor,
  dy: Tensor,
  kernelShape: readonly Dim[],
  options: ConvOptions,
): Tensor {
  return apply(convFilterGradPrimitive, [x, dy], { ...convAttributes(options), kernelShape })[0];
}
