/** A penalty on a weight, or none: `l2(0.01)`. */
import type { Kind } from "../kind.ts";
import type { PlainCall } from "../value.ts";
import { callKind } from "./call-kind.ts";
import { nullable } from "./nullable.ts";

export function regularizer(): Kind<PlainCall | null> {
  return nullable(callKind("regularizers", "regularizer"));
}
