import { apply, type Tensor } from "../graph.ts";
import { liftPair, type Operand } from "../operand.ts";
import { defineBinary } from "./define-binary.ts";

export const equalPrimitive = defineBinary({
  name: "equal",
  accepts: ["f32", "i32", "bool"],
  result: "bool",
  compute: (a, b) => Number(a === b),
});

/** Whether a = b (never for NaN). Elementwise, broadcasting. */
export function equal(a: Operand, b: Operand): Tensor {
  return apply(equalPrimitive, liftPair(a, b), {})[0];
}
