/** Fills the defaults of a call into its arguments, all the way down, so that a Model shows every choice that was made. */
import type { Kind } from "./kind.ts";
import type { Category, Library } from "./library.ts";
import type { Plain, PlainArguments, PlainCall } from "./value.ts";

/** The same value, with its arguments complete where it is a call of an entry in `category`. */
export function completeCall(plain: Plain, category: Category | undefined, library: Library): Plain {
  if (category === undefined || !isCall(plain)) return plain;
  const parameters = library[category].find(plain.name)?.parameters ?? {};
  const complete = Object.entries(parameters).flatMap(([name, kind]): [string, Plain][] => {
    const value = Object.hasOwn(plain.arguments, name) ? plain.arguments[name] : kind.default;
    return value === undefined ? [] : [[name, completeCall(value, kind.category, library)]];
  });
  return { ...plain, arguments: Object.fromEntries(complete) satisfies PlainArguments };
}

/** Defaults that have been completed before: thousands of layers share them. */
const completed = new WeakMap<Library, WeakMap<Kind<unknown>, Plain>>();

/** The completed default of a kind that has one; the same object each time. */
export function completeDefault(kind: Kind<unknown>, library: Library): Plain | undefined {
  if (kind.category === undefined || kind.default === undefined) return kind.default;
  const known = completed.get(library) ?? new WeakMap<Kind<unknown>, Plain>();
  completed.set(library, known);
  const plain = known.get(kind) ?? completeCall(kind.default, kind.category, library);
  known.set(kind, plain);
  return plain;
}

/** Whether an argument is a call of a library entry. */
export function isCall(plain: Plain): plain is PlainCall {
  return typeof plain === "object" && plain !== null && "arguments" in plain;
}
