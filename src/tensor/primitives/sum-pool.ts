/** The sum of each window, channel by channel: average pooling divides it by the elements counted. */
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { forEachMeeting, type PoolOptions, poolCost, pooledType, poolOptions } from "../pool-geometry.ts";
import { definePrimitive } from "../primitive.ts";
import { sumPoolGrad } from "./sum-pool-grad.ts";

export const sumPoolPrimitive = definePrimitive<PoolOptions>({
  name: "sumPool",
  types: ([x], options) => [pooledType(x, options)],
  gradient: ({ inputs: [x], cotangents: [cotangent], attributes }) => [
    cotangent && sumPoolGrad(cotangent, x.shape, attributes),
  ],
  cost: (_, [y], options) => poolCost(y, options),
  evaluate: ([x], options, context) => {
    const result = newArray(context);
    const totals = new Float64Array(result.data.length);
    forEachMeeting(x.shape, result.shape, options, (inY, inX) => {
      totals[inY] += x.data[inX];
    });
    result.data.set(totals);
    return [result];
  },
});

/**
 * The sum under each window over f32 x [batch, spatial…, channels]; padding adds nothing. Throws ShapeProblem ("rank", "window",
 * "value", "dtype").
 */
export function sumPool(x: Tensor, options: PoolOptions): Tensor {
  return apply(sumPoolPrimitive, [x], poolOptions(options))[0];
}
