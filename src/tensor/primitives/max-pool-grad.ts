/** Max pooling's gradient: each window's cotangent goes to its first maximum. */
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { pickFirstMaximum } from "../pick-first-maximum.ts";
import { forEachMeeting, type PoolOptions, poolCost, poolOptions, requirePooled } from "../pool-geometry.ts";
import { definePrimitive } from "../primitive.ts";
import { requireDType } from "../require-dtype.ts";

export const maxPoolGradPrimitive = definePrimitive<PoolOptions>({
  name: "maxPoolGrad",
  types: (inputs, options) => {
    const [x, y, dy] = inputs;
    requireDType("Pooling", inputs, 0, "f32");
    requirePooled(y, x, options);
    requirePooled(dy, x, options);
    return [{ dtype: "f32", shape: x.shape }];
  },
  // Where the maxima lie does not change with x or y, but at jumps.
  gradient: ({ inputs: [x, y], cotangents: [cotangent], attributes }) => [
    undefined,
    undefined,
    cotangent && pickFirstMaximum(x, y, cotangent, attributes),
  ],
  cost: ([, y], _, options) => poolCost(y, options),
  evaluate: ([x, y, dy], options, context) => {
    const result = newArray(context);
    const totals = new Float64Array(result.data.length);
    const given = new Uint8Array(dy.data.length);
    forEachMeeting(x.shape, y.shape, options, (inY, inX) => {
      if (given[inY] === 1 || x.data[inX] !== y.data[inY]) return;
      totals[inX] += dy.data[inY];
      given[inY] = 1;
    });
    result.data.set(totals);
    return [result];
  },
});

/**
 * The f32 x-shaped gradient of y = `maxPool(x, options)`, given dy of y's shape: among equal maxima of a window the first in
 * row-major order takes all. Throws ShapeProblem ("mismatch") where y or dy is not of the pooled shape.
 */
export function maxPoolGrad(x: Tensor, y: Tensor, dy: Tensor, options: PoolOptions): Tensor {
  return apply(maxPoolGradPrimitive, [x, y, dy], poolOptions(options))[0];
}
