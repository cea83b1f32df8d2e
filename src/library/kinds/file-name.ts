/** The path of a file inside the project folder, as a string. Whether it stays inside is judged by the checker, and where it is opened. */
import type { Kind } from "../kind.ts";
import { definePlainKind } from "./define-plain-kind.ts";

export function fileName(fallback?: string): Kind<string> {
  const kind = definePlainKind({
    name: "file name in quotes",
    default: fallback,
    read: (value) => (value.kind === "string" && value.text !== "" ? value.text : undefined),
  });
  return { ...kind, isPath: true };
}
