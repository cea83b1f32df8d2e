/** The gradient of broadcasting: a cotangent summed back to the shape of the operand that was spread out. */
import type { Dim } from "./dim.ts";
import { sameShape } from "./dim-arithmetic.ts";
import type { Tensor } from "./graph.ts";
import { reshape } from "./primitives/reshape.ts";
import { sum } from "./primitives/sum.ts";

/** `cotangent` summed over every axis along which an operand of `shape` was repeated. */
export function unbroadcast(cotangent: Tensor, shape: readonly Dim[]): Tensor {
  if (sameShape(cotangent.shape, shape)) return cotangent;
  const added = cotangent.shape.length - shape.length;
  const spread = cotangent.shape.map((dim, axis) => axis < added || (shape[axis - added] === 1 && dim !== 1));
  const axes = spread.flatMap((wide, axis) => (wide ? [axis] : []));
  const summed = axes.length === 0 ? cotangent : sum(cotangent, axes);
  return sameShape(summed.shape, shape) ? summed : reshape(summed, shape);
}
