/** Makes a kind of library entries that stay data: `build` receives the call itself (initializers, regularizers, …). */
import type { Kind } from "../kind.ts";
import type { Category } from "../library.ts";
import type { PlainCall } from "../value.ts";
import { readCall } from "./read-call.ts";

/** The default is the name of an entry, used with its own defaults. */
export function callKind(category: Category, name: string, fallback?: string): Kind<PlainCall> {
  return {
    name,
    category,
    default: fallback === undefined ? undefined : { name: fallback, arguments: {} },
    parse: (value, context) => readCall(value, category, name, context),
    realize: (plain) => plain as PlainCall,
  };
}
