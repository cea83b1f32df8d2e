/** The greatest element of each window, channel by channel. */
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { forEachMeeting, type PoolOptions, poolCost, pooledType, poolOptions } from "../pool-geometry.ts";
import { definePrimitive } from "../primitive.ts";
import { maxPoolGrad } from "./max-pool-grad.ts";

export const maxPoolPrimitive = definePrimitive<PoolOptions>({
  name: "maxPool",
  types: ([x], options) => [pooledType(x, options)],
  gradient: ({ inputs: [x], outputs: [y], cotangents: [cotangent], attributes }) => [
    cotangent && maxPoolGrad(x, y, cotangent, attributes),
  ],
  cost: (_, [y], options) => poolCost(y, options),
  evaluate: ([x], options, context) => {
    const result = newArray(context);
    result.data.fill(Number.NEGATIVE_INFINITY);
    forEachMeeting(x.shape, result.shape, options, (inY, inX) => {
      result.data[inY] = Math.max(result.data[inY], x.data[inX]);
    });
    return [result];
  },
});

/**
 * The greatest element under each window over f32 x [batch, spatial…, channels]; padding never wins. Throws ShapeProblem
 * ("rank", "window", "value", "dtype").
 */
export function maxPool(x: Tensor, options: PoolOptions): Tensor {
  return apply(maxPoolPrimitive, [x], poolOptions(options))[0];
}
