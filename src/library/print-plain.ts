/** An accepted argument as a person writes it in a `.nn` file; entries without arguments of their own stand bare. */
import { isCall } from "./complete-call.ts";
import type { Plain } from "./value.ts";

export function printPlain(plain: Plain): string {
  if (plain === null) return "none";
  if (typeof plain === "string")
    return /^[A-Za-z_][A-Za-z0-9_]*$/.test(plain) ? plain : JSON.stringify(plain);
  if (typeof plain !== "object") return String(plain);
  if (Array.isArray(plain)) return `[${plain.map(printPlain).join(", ")}]`;
  if (!isCall(plain)) return "a value";
  const named = Object.entries(plain.arguments).map(([name, value]) => `${name}=${printPlain(value)}`);
  return named.length === 0 ? plain.name : `${plain.name}(${named.join(", ")})`;
}
