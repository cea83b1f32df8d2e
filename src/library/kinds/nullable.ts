/** A kind that also takes `none`, and has it as its default unless told otherwise. */
import type { Kind } from "../kind.ts";
import type { Plain } from "../value.ts";
import { renameKind } from "./rename-kind.ts";

export function nullable<T>(kind: Kind<T>, fallback: Plain = null): Kind<T | null> {
  const { name, parse, realize, ...rest } = renameKind(kind, `${kind.name}, or none`);
  return {
    ...rest,
    name,
    default: fallback,
    parse: (value, context) => (value.kind === "none" ? { plain: null } : parse(value, context)),
    realize: (plain, context) => (plain === null ? null : realize(plain, context)),
  };
}
