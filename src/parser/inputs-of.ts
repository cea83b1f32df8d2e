/** The inputs that a block declares, in order. */
import type { BlockStatement, InputStatement } from "./tree.ts";

export function inputsOf({ body }: BlockStatement): readonly InputStatement[] {
  return body.statements.filter(({ kind }) => kind === "Input") as InputStatement[];
}
