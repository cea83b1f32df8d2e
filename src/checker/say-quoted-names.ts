/** NN060: texts where a plain name does; understood, with the tidier way. */
import { messages } from "../diagnostics/messages.ts";
import type { Kind, Parameters } from "../library/kind.ts";
import type { Value } from "../library/value.ts";
import type { GivenArgument } from "./evaluate.ts";
import { textAt } from "./run.ts";
import { type Scope, say } from "./scope.ts";

/** Looks at the arguments of a call that has been accepted. */
export function sayQuotedNames(given: readonly GivenArgument[], parameters: Parameters, scope: Scope): void {
  if (!given.some(({ value }) => value?.kind === "string")) return;
  const names = Object.keys(parameters);
  let position = 0;
  for (const { name = names[position++], value } of given) {
    if (value !== undefined && Object.hasOwn(parameters, name ?? ""))
      sayQuotedName(value, parameters[name], scope);
  }
}

/** A text for a kind whose words are names. */
function sayQuotedName(value: Value, kind: Pick<Kind<unknown>, "words" | "category">, scope: Scope): void {
  if (value.kind !== "string" || (kind.words === undefined && kind.category === undefined)) return;
  if (!/^[A-Za-z_]\w*$/.test(value.text) || !textAt(scope.run, value.span).startsWith('"')) return;
  const edits = [{ span: value.span, text: value.text }];
  say(
    scope,
    messages.quotedName,
    value.span,
    { name: value.text },
    { fix: { title: `Write ${value.text}`, safe: true, edits } },
  );
}
