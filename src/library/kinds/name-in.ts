/**
 * The name that a value says, where a name is wanted: a bare word, a string (`padding="same"`), or a value of the flow
 * that happens to be called so.
 */
import type { Value } from "../value.ts";

export function nameIn(value: Value): string | undefined {
  if (value.kind === "string") return value.text;
  return value.kind === "name" || value.kind === "tensor" ? value.name : undefined;
}
