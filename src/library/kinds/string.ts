/** A free word: a string, or a bare name in its place (`monitor=val_loss`). */
import type { Kind } from "../kind.ts";
import { definePlainKind } from "./define-plain-kind.ts";
import { nameIn } from "./name-in.ts";

export function string(fallback?: string): Kind<string> {
  return definePlainKind({ name: "text", default: fallback, read: nameIn });
}
