/** A parameter of Keras of which one value alone is supported: anything else is refused, never ignored. */
import type { Kind } from "../kind.ts";
import type { Plain } from "../value.ts";
import { definePlainKind } from "./define-plain-kind.ts";

/** `why` says what is not supported, for the message: `lora_rank is not supported`. */
export function only<const T extends null | boolean>(supported: T, why: string): Kind<T> {
  return definePlainKind<T & Plain>({
    name: `${supported === null ? "none" : supported} (${why})`,
    default: supported,
    read: (value) => {
      const given = value.kind === "none" ? null : value.kind === "boolean" ? value.boolean : undefined;
      return given === supported ? supported : undefined;
    },
  });
}
