/** Reads `species == "setosa"` and `digit != 3`: where an output answers for classes, `==` and `!=` ask for its likeliest one. */
import { messages } from "../diagnostics/messages.ts";
import type { Binary, Expression } from "../parser/tree.ts";
import { evaluate } from "./evaluate.ts";
import type { ModelTarget } from "./model.ts";
import type { ClassExpectation } from "./model-test.ts";
import { expectedOutput } from "./read-term.ts";
import type { TestContext } from "./read-tests.ts";
import { sayUnknown } from "./say-problem.ts";
import { findName, type Scope, say, spanOf } from "./scope.ts";

/** Undefined where the comparison is one of numbers. */
export function readClassExpectation(
  { operator, left, right }: Binary,
  context: TestContext,
): ClassExpectation | undefined {
  const { targets, outputs, scope } = context;
  if ((operator !== "==" && operator !== "!=") || left.kind !== "Name") return undefined;
  const target = targets.find(({ output }) => output === left.text);
  const isName = right.kind === "Name" && outputs.every(({ name }) => name !== right.text);
  const asked =
    target === undefined || (right.kind === "Name" && !isName) ? undefined : classOf(right, target, scope);
  if (asked !== undefined) expectedOutput(left, context);
  return asked === undefined
    ? undefined
    : { kind: "class", output: left.text, equal: operator === "==", class: asked };
}

function classOf(expression: Expression, target: ModelTarget, scope: Scope): string | number | undefined {
  const { meaning } = target;
  if (expression.kind === "String") return nameOf(expression.value, expression, target, scope);
  if (expression.kind === "Name" && findName(scope, expression.text) === undefined)
    return nameOf(expression.text, expression, target, scope);
  if (meaning.kind !== "class" || meaning.names !== undefined) return undefined;
  const value = evaluate(expression, scope);
  return value?.kind === "number" ? numberOf(value.number, expression, meaning, scope) : undefined;
}

/** A name that the file does not give may still be one that the data gives. */
function nameOf(name: string, place: Expression, { meaning }: ModelTarget, scope: Scope): string {
  const names = "names" in meaning ? meaning.names : undefined;
  if (names !== undefined && !names.includes(name))
    sayUnknown(scope, spanOf(scope, place), "class", name, names);
  return name;
}

function numberOf(
  number: number,
  place: Expression,
  { first, count }: { readonly first: number; readonly count: number },
  scope: Scope,
): number {
  if (!Number.isInteger(number) || number < first || number >= first + count)
    say(scope, messages.wrongArgument, spanOf(scope, place), {
      found: `${number} is none of the classes.`,
      expected: `They are the numbers ${first} to ${first + count - 1}.`,
      help: "Expect one of these.",
    });
  return number;
}
