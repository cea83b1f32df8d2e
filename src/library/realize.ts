/** Makes what `build` receives of plain arguments: each parameter's kind turns its own. */
import type { Entry } from "./entry.ts";
import type { Arguments, Parameters, RealizeContext } from "./kind.ts";
import type { Category } from "./library.ts";
import type { PlainArguments, PlainCall } from "./value.ts";

/** Absent arguments take their default. Throws when a required one is absent: readArguments lets none through. */
export function realize<P extends Parameters>(
  parameters: P,
  plain: PlainArguments,
  context: RealizeContext,
): Arguments<P> {
  const values: { [parameter: string]: unknown } = {};
  for (const name of Object.keys(parameters)) {
    const value = Object.hasOwn(plain, name) ? plain[name] : parameters[name].default;
    if (value === undefined) throw new Error(`argument ${name} is missing`);
    values[name] = parameters[name].realize(value, context);
  }
  return values as Arguments<P>;
}

/** The entry that a call names, with its arguments as its functions take them. */
export function realizeCall<E extends Entry>(
  category: Category,
  call: PlainCall,
  context: RealizeContext,
): { readonly entry: E; readonly values: never } {
  const entry = context.library[category].find(call.name) as E | undefined;
  if (entry === undefined) throw new Error(`the library has no ${call.name} among its ${category}`);
  return { entry, values: realize(entry.parameters, call.arguments, context) as never };
}
