import { apply, type Tensor } from "../graph.ts";
import { liftPair, type Operand } from "../operand.ts";
import { defineBinary } from "./define-binary.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";

export const divPrimitive = defineBinary({
  name: "div",
  accepts: ["f32", "i32"],
  compute: (a, b) => a / b,
  computeWhole: (a, b) => (b === 0 ? 0 : Math.floor(a / b)),
  left: (cotangent, _, b) => div(cotangent, b),
  right: (cotangent, _, b, y) => neg(div(mul(cotangent, y), b)),
});

/** a / b; over i32 the largest whole number not above the quotient, and 0 for division by 0. Elementwise, broadcasting. */
export function div(a: Operand, b: Operand): Tensor {
  return apply(divPrimitive, liftPair(a, b), {})[0];
}
