/** The terms of a loss that the library has: what is known of them, a block does not say. */
import type { PlainCall } from "../library/value.ts";
import type { OutputLoss } from "./model.ts";

export function libraryLosses({ terms }: OutputLoss): readonly PlainCall[] {
  return terms.flatMap((term) => ("call" in term ? [term.call] : []));
}
