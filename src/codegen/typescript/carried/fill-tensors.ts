import * as tf from "@tensorflow/tfjs-core";
import type { ShapeTree, Tensors } from "./tensor.ts";

/** A tensor of one number everywhere for each shape. */
export function fillTensors<Shapes extends ShapeTree>(shapes: Shapes, value: number): Tensors<Shapes> {
  const fields = Object.entries(shapes).map(([name, inner]) => [
    name,
    Array.isArray(inner) ? tf.fill(inner, value) : fillTensors(inner as ShapeTree, value),
  ]);
  return Object.fromEntries(fields);
}
