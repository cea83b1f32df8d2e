import { applyComposite, type Tensor } from "../graph.ts";
import { liftPair, type Operand } from "../operand.ts";
import { defineComposite } from "../primitive.ts";
import type { NoAttributes } from "../primitives/define-unary.ts";
import { mul } from "../primitives/mul.ts";
import { neg } from "../primitives/neg.ts";
import { sub } from "../primitives/sub.ts";
import { unbroadcast } from "../unbroadcast.ts";
import { square } from "./square.ts";

export const squaredDifferenceComposite = defineComposite<NoAttributes>({
  name: "squaredDifference",
  expand: ([a, b]) => [square(sub(a, b))],
  gradient: ({ inputs: [a, b], cotangents: [cotangent], needs }) => {
    if (cotangent === undefined) return [undefined, undefined];
    const ofA = mul(cotangent, mul(sub(a, b), 2));
    return [
      needs[0] ? unbroadcast(ofA, a.shape) : undefined,
      needs[1] ? unbroadcast(neg(ofA), b.shape) : undefined,
    ];
  },
});

/** (a − b)². Elementwise, broadcasting. */
export function squaredDifference(a: Operand, b: Operand): Tensor {
  return applyComposite(squaredDifferenceComposite, liftPair(a, b), {})[0];
}
