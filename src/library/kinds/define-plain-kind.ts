/** Makes a kind whose values stay plain data: one function that reads a value or finds that it is something else. */
import type { Kind } from "../kind.ts";
import type { Plain, Value } from "../value.ts";
import { wrongKind } from "./wrong-kind.ts";

interface PlainKind<T extends Plain> {
  /** As people read it: `positive whole number`. */
  readonly name: string;
  readonly default?: T;
  readonly words?: readonly string[];
  /** The value as this kind takes it, or undefined when it does not. */
  readonly read: (value: Value) => T | undefined;
}

export function definePlainKind<T extends Plain>({ read, ...kind }: PlainKind<T>): Kind<T> {
  return {
    ...kind,
    parse: (value, context) => {
      const plain = read(value);
      if (typeof plain === "string" && kind.words?.includes(plain))
        context.found?.(value.span, { kind: "word", word: plain });
      return plain === undefined ? { problems: [wrongKind(value, kind.name, kind.words)] } : { plain };
    },
    realize: (plain) => plain as T,
  };
}
