import { apply, type Tensor } from "../graph.ts";
import { liftPair, type Operand } from "../operand.ts";
import { defineBinary } from "./define-binary.ts";
import { neg } from "./neg.ts";

export const subPrimitive = defineBinary({
  name: "sub",
  accepts: ["f32", "i32"],
  compute: (a, b) => a - b,
  left: (cotangent) => cotangent,
  right: (cotangent) => neg(cotangent),
});

/** a − b. Elementwise, broadcasting. */
export function sub(a: Operand, b: Operand): Tensor {
  return apply(subPrimitive, liftPair(a, b), {})[0];
}
