import { apply, type Tensor } from "../graph.ts";
import { liftPair, type Operand } from "../operand.ts";
import { defineBinary } from "./define-binary.ts";

export const andPrimitive = defineBinary({
  name: "and",
  accepts: ["bool"],
  compute: (a, b) => a & b,
});

/** Whether both are true. Elementwise, broadcasting. */
export function and(a: Operand, b: Operand): Tensor {
  return apply(andPrimitive, liftPair(a, b), {})[0];
}
