import * as tf from "@tensorflow/tfjs-core";
import { philoxUniform } from "../../../tensor/philox.ts";
import { hostValues } from "./host-values.ts";

/** Numbers in [0, 1) that depend on nothing but seed, step, stream and place. */
export function randomUniform(
  seed: number | tf.Tensor,
  step: number | tf.Tensor,
  stream: number,
  shape: number[],
): tf.Tensor {
  const numberOf = (x: number | tf.Tensor) => (typeof x === "number" ? x : hostValues(x)[0]);
  const size = shape.reduce((a, b) => a * b, 1);
  return tf.tensor(philoxUniform(numberOf(seed), stream, numberOf(step), size), shape);
}
