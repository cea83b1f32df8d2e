/** How a weight begins: `he_normal`, `constant(0.1)`. */
import type { Kind } from "../kind.ts";
import type { PlainCall } from "../value.ts";
import { callKind } from "./call-kind.ts";

export function initializer(fallback?: string): Kind<PlainCall> {
  return callKind("initializers", "initializer", fallback);
}
