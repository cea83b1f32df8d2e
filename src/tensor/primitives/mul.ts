import { apply, type Tensor } from "../graph.ts";
import { liftPair, type Operand } from "../operand.ts";
import { defineBinary } from "./define-binary.ts";

export const mulPrimitive = defineBinary({
  name: "mul",
  accepts: ["f32", "i32"],
  compute: (a, b) => a * b,
  computeWhole: Math.imul,
  left: (cotangent, _, b) => mul(cotangent, b),
  right: (cotangent, a) => mul(cotangent, a),
});

/** a · b. Elementwise, broadcasting. */
export function mul(a: Operand, b: Operand): Tensor {
  return apply(mulPrimitive, liftPair(a, b), {})[0];
}
