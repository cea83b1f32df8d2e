import { apply, type Tensor } from "../graph.ts";
import { liftPair, type Operand } from "../operand.ts";
import { cast } from "./cast.ts";
import { defineBinary } from "./define-binary.ts";
import { less } from "./less.ts";
import { lessEqual } from "./less-equal.ts";
import { mul } from "./mul.ts";

export const minimumPrimitive = defineBinary({
  name: "minimum",
  accepts: ["f32", "i32"],
  compute: Math.min,
  left: (cotangent, _, b, y) => mul(cotangent, cast(less(y, b), "f32")),
  right: (cotangent, _, b, y) => mul(cotangent, cast(lessEqual(b, y), "f32")),
});

/** The smaller of a and b. A tie sends the gradient to b. Elementwise, broadcasting. */
export function minimum(a: Operand, b: Operand): Tensor {
  return apply(minimumPrimitive, liftPair(a, b), {})[0];
}
