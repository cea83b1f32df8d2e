/** Realizes calls that stand outside of the flow (optimizers, losses, metrics, initializers): they name no value of it. */
import type { Entry } from "./entry.ts";
import type { Category, Library } from "./library.ts";
import { realizeCall } from "./realize.ts";
import type { PlainCall } from "./value.ts";

/** The entry that a call names, with its arguments as its functions take them. */
export function realizeWithoutFlow<E extends Entry>(category: Category, call: PlainCall, library: Library) {
  return realizeCall<E>(category, call, { library, tensor: noValue });
}

function noValue(): never {
  throw new Error("an entry that stands outside of the flow asked for one of its values");
}
