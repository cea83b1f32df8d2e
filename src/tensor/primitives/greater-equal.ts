import type { Tensor } from "../graph.ts";
import type { Operand } from "../operand.ts";
import { lessEqual } from "./less-equal.ts";

/** Whether a ≥ b. Elementwise, broadcasting. */
export function greaterEqual(a: Operand, b: Operand): Tensor {
  return lessEqual(b, a);
}
