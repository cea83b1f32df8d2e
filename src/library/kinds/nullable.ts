/** A kind that also takes `none`, and has it as its default unless told otherwise. */
import type { Kind } from "../kind.ts";
import type { Plain } from "../value.ts";

export function nullable<T>(kind: Kind<T>, fallback: Plain = null): Kind<T | null> {
  return {
    ...kind,
    name: `${kind.name}, or none`,
    default: fallback,
    parse: (value, context) => (value.kind === "none" ? { plain: null } : kind.parse(value, context)),
    realize: (plain, context) => (plain === null ? null : kind.realize(plain, context)),
  };
}
