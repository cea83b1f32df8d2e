/** Numbers of an argument as a tensor of their nested shape. */
import { constant, type Graph, type Tensor } from "../../tensor/index.ts";
import type { Numbers } from "../kinds/numbers.ts";

export function constantOf(at: Tensor | Graph, numbers: Numbers): Tensor {
  return constant(at, flatten(numbers), shapeOf(numbers));
}

function flatten(numbers: Numbers): readonly number[] {
  return typeof numbers === "number" ? [numbers] : numbers.flatMap(flatten);
}

function shapeOf(numbers: Numbers): readonly number[] {
  return typeof numbers === "number" ? [] : [numbers.length, ...shapeOf(numbers[0])];
}
