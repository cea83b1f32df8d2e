import { applyComposite, type Tensor } from "../graph.ts";
import { liftPair, type Operand } from "../operand.ts";
import { defineComposite } from "../primitive.ts";
import type { NoAttributes } from "../primitives/define-unary.ts";
import { div } from "../primitives/div.ts";
import { equal } from "../primitives/equal.ts";
import { mul } from "../primitives/mul.ts";
import { neg } from "../primitives/neg.ts";
import { select } from "../primitives/select.ts";
import { unbroadcast } from "../unbroadcast.ts";

export const divNoNanComposite = defineComposite<NoAttributes>({
  name: "divNoNan",
  expand: ([a, b]) => {
    const none = equal(b, 0);
    return [select(none, 0, div(a, select(none, 1, b)))];
  },
  gradient: ({ inputs: [a, b], outputs: [y], cotangents: [cotangent], needs }) => {
    if (cotangent === undefined) return [undefined, undefined];
    const share = divNoNan(cotangent, b);
    return [
      needs[0] ? unbroadcast(share, a.shape) : undefined,
      needs[1] ? unbroadcast(neg(mul(share, y)), b.shape) : undefined,
    ];
  },
});

/** a / b, and 0 where b is 0; its gradient is 0 there too. Elementwise over f32, broadcasting. */
export function divNoNan(a: Operand, b: Operand): Tensor {
  return applyComposite(divNoNanComposite, liftPair(a, b), {})[0];
}
