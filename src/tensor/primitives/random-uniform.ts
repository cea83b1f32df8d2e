/** Random numbers that depend on nothing but (seed, stream, step, place): the same on every engine and in every order. */
import type { Dim } from "../dim.ts";
import { apply, type Tensor } from "../graph.ts";
import { newArray } from "../new-array.ts";
import { philoxUniform } from "../philox.ts";
import { definePrimitive } from "../primitive.ts";
import { requireDType } from "../require-dtype.ts";

export interface RandomUniformAttributes {
  /** Which draw of the program this is: two draws with one stream are the same numbers. */
  readonly stream: number;
  readonly shape: readonly Dim[];
}

export const randomUniformPrimitive = definePrimitive<RandomUniformAttributes>({
  name: "randomUniform",
  types: (inputs, { shape }) => {
    requireDType("The seed of a random draw", inputs, 0, "i32");
    requireDType("The step of a random draw", inputs, 1, "i32");
    return [{ dtype: "f32", shape }];
  },
  cost: () => 0,
  evaluate: ([seed, step], { stream }, context) => {
    const result = newArray(context);
    result.data.set(philoxUniform(seed.data[0], stream, step.data[0], result.data.length));
    return [result];
  },
});

/** f32 numbers in [0, 1) of the given shape; `seed` and `step` are i32 scalars, `stream` tells the draws of one program apart. */
export function randomUniform(seed: Tensor, step: Tensor, attributes: RandomUniformAttributes): Tensor {
  return apply(randomUniformPrimitive, [seed, step], attributes)[0];
}
