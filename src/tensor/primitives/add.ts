import { apply, type Tensor } from "../graph.ts";
import { liftPair, type Operand } from "../operand.ts";
import { defineBinary } from "./define-binary.ts";

export const addPrimitive = defineBinary({
  name: "add",
  accepts: ["f32", "i32"],
  compute: (a, b) => a + b,
  left: (cotangent) => cotangent,
  right: (cotangent) => cotangent,
});

/** a + b. Elementwise, broadcasting. */
export function add(a: Operand, b: Operand): Tensor {
  return apply(addPrimitive, liftPair(a, b), {})[0];
}
