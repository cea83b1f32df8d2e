/** Sum pooling's gradient: each window's cotangent goes to all elements under it. Its own gradient is sum pooling. */
import type { Dim } from "../dim.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { forEachMeeting, type PoolOptions, poolCost, poolOptions, requirePooled } from "../pool-geometry.ts";
import { definePrimitive } from "../primitive.ts";
import type { Type } from "../type.ts";
import { sumPool } from "./sum-pool.ts";

export interface SumPoolGradAttributes extends PoolOptions {
  readonly inputShape: readonly Dim[];
}

export const sumPoolGradPrimitive = definePrimitive<SumPoolGradAttributes>({
  name: "sumPoolGrad",
  types: ([dy], attributes) => {
    const x: Type = { dtype: "f32", shape: attributes.inputShape };
    requirePooled(dy, x, attributes);
    return [x];
  },
  gradient: ({ cotangents: [cotangent], attributes }) => [cotangent && sumPool(cotangent, attributes)],
  cost: ([dy], _, options) => poolCost(dy, options),
  evaluate: ([dy], attributes, context) => {
    const result = newArray(context);
    const totals = new Float64Array(result.data.length);
    forEachMeeting(result.shape, dy.shape, attributes, (inY, inX) => {
      totals[inX] += dy.data[inY];
    });
    result.data.set(totals);
    return [result];
  },
});

/**
 * The f32 x-shaped gradient of `sumPool(x, options)` for x of `inputShape`, given dy of the pooled shape. Throws ShapeProblem
 * ("mismatch") where dy is not of it.
 */
export function sumPoolGrad(dy: Tensor, inputShape: readonly Dim[], options: PoolOptions): Tensor {
  return apply(sumPoolGradPrimitive, [dy], { ...poolOptions(options), inputShape })[0];
}
