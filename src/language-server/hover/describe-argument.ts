/** An argument of an entry or block: what it takes and what it is without being given. */
import type { Kind } from "../../library/kind.ts";
import { code, paragraphs } from "./markdown.ts";

interface Described {
  readonly name: string;
  readonly kind: Pick<Kind<unknown>, "name">;
  readonly otherwise?: string | undefined;
}

export function describeArgument({ name, kind, otherwise }: Described, owner: string): string {
  return paragraphs(
    code(`${name}: ${kind.name}`),
    `An argument of \`${owner}\`. ${describeDefault(otherwise)}`,
  );
}

/** `otherwise` is the default as text. */
export function describeDefault(otherwise: string | undefined): string {
  return otherwise === undefined ? "It always has to be given." : `Without it \`${otherwise}\`.`;
}
