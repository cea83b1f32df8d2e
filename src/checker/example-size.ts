/** How many numbers a value of this shape has for a single example; undefined where a size is only known when data comes. */
import { bindDim, type Dim, sizeOf } from "../tensor/index.ts";

/** No tensor can have more elements. */
export const mostElements = 2 ** 31 - 1;

const oneExample = new Map<string, Dim>([["batch", 1]]);

export function exampleSize(shape: readonly Dim[]): number | undefined {
  const [first, ...rest] = shape;
  const plain = first !== undefined && typeof first !== "number" && first.key === "batch";
  if (plain && rest.every((dim) => typeof dim === "number"))
    return rest.reduce((product, dim) => product * dim, 1);
  const size = bindDim(sizeOf(shape), oneExample);
  return typeof size === "number" ? size : undefined;
}
