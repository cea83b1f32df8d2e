/** A projection of a weight after each update, or none: `max_norm(3)`. */
import type { Kind } from "../kind.ts";
import type { PlainCall } from "../value.ts";
import { callKind } from "./call-kind.ts";
import { nullable } from "./nullable.ts";

export function constraint(): Kind<PlainCall | null> {
  return nullable(callKind("constraints", "constraint"));
}
