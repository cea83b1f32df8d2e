import { apply, type Tensor } from "../graph.ts";
import { liftPair, type Operand } from "../operand.ts";
import { defineBinary } from "./define-binary.ts";
import { equal } from "./equal.ts";
import { less } from "./less.ts";
import { log } from "./log.ts";
import { mul } from "./mul.ts";
import { select } from "./select.ts";
import { sub } from "./sub.ts";

export const powPrimitive = defineBinary({
  name: "pow",
  accepts: ["f32", "i32"],
  compute: (a, b) => a ** b,
  left: (cotangent, a, b) => mul(cotangent, mul(b, pow(a, select(equal(b, 0), 1, sub(b, 1))))),
  right: (cotangent, a, _, y) => mul(cotangent, mul(y, logOfPositive(a))),
});

/**
 * a to the power b. Elementwise, broadcasting. The gradient of a is 0 where b is 0, that of b is 0 where a is not positive
 * (the power is not smooth in b there).
 */
export function pow(a: Operand, b: Operand): Tensor {
  return apply(powPrimitive, liftPair(a, b), {})[0];
}

function logOfPositive(a: Tensor): Tensor {
  const positive = less(0, a);
  return select(positive, log(select(positive, a, 1)), 0);
}
