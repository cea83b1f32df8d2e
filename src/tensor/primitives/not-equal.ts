import type { Tensor } from "../graph.ts";
import type { Operand } from "../operand.ts";
import { equal } from "./equal.ts";
import { not } from "./not.ts";

/** Whether a ≠ b (always for NaN). Elementwise, broadcasting. */
export function notEqual(a: Operand, b: Operand): Tensor {
  return not(equal(a, b));
}
