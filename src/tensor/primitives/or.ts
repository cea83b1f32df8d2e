import { apply, type Tensor } from "../graph.ts";
import { liftPair, type Operand } from "../operand.ts";
import { defineBinary } from "./define-binary.ts";

export const orPrimitive = defineBinary({
  name: "or",
  accepts: ["bool"],
  compute: (a, b) => a | b,
});

/** Whether either is true. Elementwise, broadcasting. */
export function or(a: Operand, b: Operand): Tensor {
  return apply(orPrimitive, liftPair(a, b), {})[0];
}
