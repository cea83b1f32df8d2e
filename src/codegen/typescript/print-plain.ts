/** Plain arguments as literals. */
import type { Plain } from "../../library/value.ts";
import type { Expression } from "./expression.ts";
import { propertyKey } from "./identifier.ts";
import { literal } from "./literal.ts";

/** The value of an argument that is no use of a library entry. */
export function printPlain(plain: Plain): Expression {
  if (plain === null || typeof plain !== "object") return literal(plain);
  if (isList(plain)) return { items: plain.map(printPlain) };
  if (!("arguments" in plain)) throw new Error("a value of the flow stands where only literals can");
  return {
    fields: Object.entries(plain.arguments).map(([name, value]) => [propertyKey(name), printPlain(value)]),
  };
}

function isList(plain: Plain): plain is readonly Plain[] {
  return Array.isArray(plain);
}
