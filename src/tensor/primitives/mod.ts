import { apply, type Tensor } from "../graph.ts";
import { liftPair, type Operand } from "../operand.ts";
import { defineBinary } from "./define-binary.ts";
import { div } from "./div.ts";
import { floor } from "./floor.ts";
import { mul } from "./mul.ts";
import { neg } from "./neg.ts";

export const modPrimitive = defineBinary({
  name: "mod",
  accepts: ["f32", "i32"],
  compute: floorRemainder,
  left: (cotangent) => cotangent,
  right: (cotangent, a, b) => neg(mul(cotangent, floor(div(a, b)))),
});

/** a − b · floor(a / b): the remainder with the sign of b, as Python and NumPy have it. Elementwise, broadcasting. */
export function mod(a: Operand, b: Operand): Tensor {
  return apply(modPrimitive, liftPair(a, b), {})[0];
}

function floorRemainder(a: number, b: number): number {
  const rest = a % b;
  return rest !== 0 && rest < 0 !== b < 0 ? rest + b : rest;
}
