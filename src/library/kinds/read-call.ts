/** Reads a value as the use of a library entry: its bare name (`relu`, `"relu"`) or a call (`elu(alpha=0.5)`). */
import type { EntryProblem } from "../entry-problem.ts";
import type { KindContext } from "../kind.ts";
import type { Category } from "../library.ts";
import { readArguments } from "../read-arguments.ts";
import type { PlainCall, Value } from "../value.ts";
import { nameIn } from "./name-in.ts";
import { wrongKind } from "./wrong-kind.ts";

/** `expected` says in words what the parameter takes, for values that name nothing. */
export function readCall(
  value: Value,
  category: Category,
  expected: string,
  context: KindContext,
): { readonly plain: PlainCall } | { readonly problems: readonly EntryProblem[] } {
  const name = value.kind === "call" ? value.name : nameIn(value);
  if (name === undefined || startsAsNumber(name)) return { problems: [wrongKind(value, expected)] };
  const registry = context.library[category];
  const span = value.kind === "call" ? value.nameSpan : value.span;
  const entry = registry.find(name) ?? registry.find(context.respell?.(category, name, span) ?? "");
  if (entry === undefined)
    return { problems: [{ problem: "unknown-name", span, category, name, candidates: registry.names }] };
  context.found?.(span, { kind: "entry", category, entry });
  const result = readArguments(entry, value.kind === "call" ? value.arguments : [], value.span, context);
  return "problems" in result ? result : { plain: { name: entry.name, arguments: result.plain } };
}

/** A number in quotes is no name. */
function startsAsNumber(name: string): boolean {
  return /^[\d.+-]/.test(name);
}
