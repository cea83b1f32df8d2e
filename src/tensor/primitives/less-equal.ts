import { apply, type Tensor } from "../graph.ts";
import { liftPair, type Operand } from "../operand.ts";
import { defineBinary } from "./define-binary.ts";

export const lessEqualPrimitive = defineBinary({
  name: "lessEqual",
  accepts: ["f32", "i32"],
  result: "bool",
  compute: (a, b) => Number(a <= b),
});

/** Whether a ≤ b. Elementwise, broadcasting. */
export function lessEqual(a: Operand, b: Operand): Tensor {
  return apply(lessEqualPrimitive, liftPair(a, b), {})[0];
}
