/** Reads `test`: what is given and what is expected name inputs and outputs. No command runs tests yet, which is said. */
import { messages } from "../diagnostics/messages.ts";
import type { Expression, TestStatement } from "../parser/tree.ts";
import { noteUse } from "./code-index.ts";
import type { ModelInput } from "./model.ts";
import type { DraftOutput } from "./model-outputs.ts";
import { functions } from "./numbers.ts";
import { readSettings } from "./read-settings.ts";
import { sayUnknown } from "./say-problem.ts";
import { findName, type Scope, say, spanOf } from "./scope.ts";

export function readTests(
  statements: readonly TestStatement[],
  inputs: readonly ModelInput[],
  outputs: readonly DraftOutput[],
  scope: Scope,
): void {
  for (const statement of statements) {
    const settings = readSettings(statement.settings, { form: "test" }, scope);
    const names = inputs.map(({ name }) => name);
    for (const { key } of settings.get("given")?.entries ?? []) {
      const input = inputs.find(({ name }) => key?.kind === "Name" && name === key.text);
      if (key !== undefined && input !== undefined)
        noteUse(scope.run.index, spanOf(scope, key), { kind: "declared", declared: input.span });
      if (key?.kind === "Name" && !names.includes(key.text) && inputs.length > 0)
        sayUnknown(scope, spanOf(scope, key), "input", key.text, names);
    }
    for (const { value } of settings.get("expect")?.entries ?? []) checkExpected(value, outputs, scope);
    const span = spanOf(scope, { start: statement.start, end: statement.start + "test".length });
    const help = "It is checked for names; run the model with `nnc predict` to see its numbers.";
    say(scope, messages.notSupported, span, { what: "Running tests is", help, severity: "warning" });
  }
}

/** Names in an expectation are outputs or constants. */
function checkExpected(expression: Expression, outputs: readonly DraftOutput[], scope: Scope): void {
  switch (expression.kind) {
    case "Name": {
      const known = outputs.map(({ name }) => name);
      const binding = findName(scope, expression.text);
      if (binding !== undefined)
        noteUse(scope.run.index, spanOf(scope, expression), { kind: "declared", declared: binding.span });
      if (!known.includes(expression.text) && binding === undefined && known.length > 0)
        sayUnknown(scope, spanOf(scope, expression), "output", expression.text, known);
      break;
    }
    case "Binary":
      checkExpected(expression.left, outputs, scope);
      checkExpected(expression.right, outputs, scope);
      break;
    case "Group":
    case "Unary":
      checkExpected(expression.value, outputs, scope);
      break;
    case "List":
    case "Tuple":
      for (const item of expression.items) checkExpected(item, outputs, scope);
      break;
    case "Call":
      if (!functions.has(expression.name.text))
        sayUnknown(scope, spanOf(scope, expression.name), "function", expression.name.text, [
          ...functions.keys(),
        ]);
      for (const { value } of expression.arguments.items) checkExpected(value, outputs, scope);
      break;
    default:
  }
}
