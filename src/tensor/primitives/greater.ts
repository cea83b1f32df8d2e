import type { Tensor } from "../graph.ts";
import type { Operand } from "../operand.ts";
import { less } from "./less.ts";

/** Whether a > b. Elementwise, broadcasting. */
export function greater(a: Operand, b: Operand): Tensor {
  return less(b, a);
}
