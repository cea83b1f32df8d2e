/** An argument of an entry: what it takes and what it is without being given. */
import type { Kind } from "../../library/kind.ts";
import { printPlain } from "../../library/print-plain.ts";
import { code, paragraphs } from "./markdown.ts";

export function describeArgument(name: string, kind: Kind<unknown>, owner: string): string {
  return paragraphs(code(`${name}: ${kind.name}`), `An argument of \`${owner}\`. ${describeDefault(kind)}`);
}

export function describeDefault(kind: Kind<unknown>): string {
  return kind.default === undefined
    ? "It always has to be given."
    : `Without it \`${printPlain(kind.default)}\`.`;
}
