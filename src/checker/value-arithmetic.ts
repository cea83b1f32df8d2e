/** Arithmetic between values of the flow, which this version does not do: said clearly, with the layers that do it. */
import type { Fix } from "../diagnostics/diagnostic.ts";
import { messages } from "../diagnostics/messages.ts";
import type { Expression } from "../parser/tree.ts";
import { textAt } from "./run.ts";
import { findName, type Scope, say, spanOf } from "./scope.ts";

const layerOfOperator: ReadonlyMap<string, string> = new Map([
  ["+", "add"],
  ["-", "subtract"],
  ["*", "multiply"],
]);

/** Whether some name in the expression is a value of the flow. */
export function startsWithValue(expression: Expression, scope: Scope): boolean {
  switch (expression.kind) {
    case "Name":
      return findName(scope, expression.text)?.kind === "flow";
    case "Group":
    case "Unary":
      return startsWithValue(expression.value, scope);
    case "Binary":
      return startsWithValue(expression.left, scope) || startsWithValue(expression.right, scope);
    case "Call":
      return expression.arguments.items.some(({ value }) => startsWithValue(value, scope));
    default:
      return false;
  }
}

export function valueArithmetic(expression: Expression, scope: Scope): void {
  const span = spanOf(scope, expression);
  const layer = expression.kind === "Binary" ? layerOfOperator.get(expression.operator) : undefined;
  const names = expression.kind === "Binary" ? [expression.left, expression.right] : [];
  const plain = layer !== undefined && names.every(({ kind }) => kind === "Name");
  const text = `(${names.map((name) => textAt(scope.run, spanOf(scope, name))).join(", ")}) -> ${layer}`;
  const fix: Fix | undefined = plain
    ? { title: `Write ${text}`, safe: true, edits: [{ span, text }] }
    : undefined;
  const help = plain
    ? `Write \`${text}\`.`
    : "Use the layers for it: `(a, b) -> add`, `(a, b) -> multiply`, `rescaling(0.5)`.";
  say(
    scope,
    messages.notSupported,
    span,
    { what: "Arithmetic between values of the flow is", help },
    { fix },
  );
}
