/** One of a few words, written bare (`padding=same`) or as a string. */
import type { Kind } from "../kind.ts";
import { definePlainKind } from "./define-plain-kind.ts";
import { nameIn } from "./name-in.ts";

export function oneOf<const W extends string>(words: readonly W[], fallback?: NoInfer<W>): Kind<W> {
  return definePlainKind<W>({
    name: `one of ${words.join(", ")}`,
    default: fallback,
    words,
    read: (value) => {
      const name = nameIn(value);
      return words.find((word) => word === name);
    },
  });
}
