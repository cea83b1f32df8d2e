/** `true` or `false`. */
import type { Kind } from "../kind.ts";
import { definePlainKind } from "./define-plain-kind.ts";

export function bool(fallback?: boolean): Kind<boolean> {
  return definePlainKind({
    name: "true or false",
    default: fallback,
    words: ["true", "false"],
    read: (value) => (value.kind === "boolean" ? value.boolean : undefined),
  });
}
