import * as tf from "@tensorflow/tfjs-core";
import type { InitializerContext } from "../../../library/define-initializer.ts";
import { philoxRandomSource } from "../../../library/philox-random-source.ts";
import type { Variable } from "./tensor.ts";

/** What a weight begins with: its initializer over the random numbers that belong to its path. `fans`: how many numbers go in and out. */
export function drawWeight<Shape extends readonly number[]>(
  seed: number,
  path: string,
  shape: Shape,
  [fanIn, fanOut]: [number, number],
  initializer: (weight: InitializerContext) => Float32Array,
): Variable<Shape> {
  const count = shape.reduce((product, size) => product * size, 1);
  const values = initializer({ shape, count, fanIn, fanOut, random: philoxRandomSource(seed, path) });
  return tf.tensor(values, [...shape]) as Variable<Shape>;
}
