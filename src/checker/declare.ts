/** Gives a name to something in a scope: names that cannot be, and names that already are, are reported. */
import { messages } from "../diagnostics/messages.ts";
import type { Missing, Name } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import { type DeclaredAs, noteDeclaration, noteUse } from "./code-index.ts";
import { removal } from "./removal.ts";
import { placeKey } from "./run.ts";
import { type Binding, findName, markUsed, type Scope, say, spanOf } from "./scope.ts";

/** Words that tables, JSON and generated programs read as something of their own. */
const prototypeNames = new Set([
  "__proto__",
  "__defineGetter__",
  "__defineSetter__",
  "__lookupGetter__",
  "__lookupSetter__",
  "constructor",
  "prototype",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "toString",
  "valueOf",
]);

/** Words that cannot name a declaration of TypeScript. */
const declarationWords = new Set(
  (
    "any arguments async await boolean break case catch class const continue debugger default delete do else enum eval export " +
    "extends false finally for function if implements import in instanceof interface let never new null number object package " +
    "private protected public return static string super switch symbol this throw true try type typeof undefined unknown var " +
    "void while with yield"
  ).split(" "),
);

/** Whether the name may be given at all; says why where not. `becomes` is what it turns into in generated programs. */
export function checkName(scope: Scope, name: Name, becomes: "value" | "declaration" = "value"): boolean {
  const why = prototypeNames.has(name.text)
    ? "every table of JavaScript already has something of that name"
    : becomes === "declaration" && declarationWords.has(name.text)
      ? "it becomes a declaration in TypeScript, where this word is reserved"
      : undefined;
  if (why === undefined) return true;
  const span = spanOf(scope, name);
  markUsed(scope, span);
  say(scope, messages.forbiddenName, span, { name: name.text, why });
  return false;
}

/**
 * Binds a name of the space of values and constants; a second meaning in one scope is reported and left out. A name that cannot be is
 * bound all the same, so that its uses are not reported too.
 */
export function declare(scope: Scope, name: Name | Missing, as: DeclaredAs, binding: Binding): boolean {
  if (name.kind === "Missing") return false;
  checkName(scope, name);
  const before = scope.names.get(name.text) ?? flowOutside(scope, name.text);
  if (before !== undefined) {
    sayGivenTwice(scope, name, as, before);
    markUsed(scope, spanOf(scope, name));
    return false;
  }
  scope.names.set(name.text, binding);
  note(scope, spanOf(scope, name), name.text, as, binding);
  return true;
}

/** An imported name is a use of what the other file declares. */
function note({ run }: Scope, span: Span, name: string, as: DeclaredAs, binding: Binding): void {
  if (placeKey(span) === placeKey(binding.span)) noteDeclaration(run.index, as, name, span, binding);
  else noteUse(run.index, span, { kind: "declared", declared: binding.span });
}

/** What says nothing but what its name stands for. */
const removable: ReadonlySet<string> = new Set(["constant", "param", "input"]);

/** The report of a name that is already taken. */
export function sayGivenTwice(scope: Scope, name: Name, what: string, before: Binding): void {
  const related = [{ span: before.span, message: "it is first given here" }];
  const span = spanOf(scope, name);
  const fix =
    removal(scope.run, span, "name") ??
    (removable.has(what) ? removal(scope.run, span, "statement") : undefined);
  say(scope, messages.givenTwice, span, { what, name: name.text }, { related, fix });
}

/** A value outside of a `repeat` must not be hidden inside: the flow would seem to go on from round to round. */
function flowOutside(scope: Scope, name: string): Binding | undefined {
  const binding = findName(scope, name);
  return binding?.kind === "flow" ? binding : undefined;
}
