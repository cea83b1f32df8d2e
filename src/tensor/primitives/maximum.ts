import { apply, type Tensor } from "../graph.ts";
import { liftPair, type Operand } from "../operand.ts";
import { cast } from "./cast.ts";
import { defineBinary } from "./define-binary.ts";
import { less } from "./less.ts";
import { lessEqual } from "./less-equal.ts";
import { mul } from "./mul.ts";

export const maximumPrimitive = defineBinary({
  name: "maximum",
  accepts: ["f32", "i32"],
  compute: Math.max,
  left: (cotangent, _, b, y) => mul(cotangent, cast(less(b, y), "f32")),
  right: (cotangent, _, b, y) => mul(cotangent, cast(lessEqual(y, b), "f32")),
});

/** The larger of a and b. A tie sends the gradient to b. Elementwise, broadcasting. */
export function maximum(a: Operand, b: Operand): Tensor {
  return apply(maximumPrimitive, liftPair(a, b), {})[0];
}
