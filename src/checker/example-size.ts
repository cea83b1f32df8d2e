/** How many numbers a value of this shape has for a single example; undefined where a size is only known when data comes. */
import { bindDim, type Dim, sizeOf } from "../tensor/index.ts";

/** No tensor can have more elements. */
export const mostElements = 2 ** 31 - 1;

const oneExample = new Map<string, Dim>([["batch", 1]]);

export function exampleSize(shape: readonly Dim[]): number | undefined {
  const plain = plainSize(shape);
  if (plain !== undefined) return plain;
  const size = bindDim(sizeOf(shape), oneExample);
  return typeof size === "number" ? size : undefined;
}

/** Of the usual shapes: `batch`, then numbers. */
function plainSize(shape: readonly Dim[]): number | undefined {
  const [batch] = shape;
  if (batch === undefined || typeof batch === "number" || batch.key !== "batch") return undefined;
  let size = 1;
  for (let axis = 1; axis < shape.length; axis++) {
    const dim = shape[axis];
    if (typeof dim !== "number") return undefined;
    size *= dim;
  }
  return size;
}
