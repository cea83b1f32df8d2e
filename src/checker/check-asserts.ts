/** Judges `assert`: budgets over what the model costs, each comparison by itself. */
import { messages } from "../diagnostics/messages.ts";
import type { AssertStatement, Binary, Expression } from "../parser/tree.ts";
import type { CheckedModel } from "./check-model.ts";
import { comparisonIn } from "./comparison-in.ts";
import { costOfModel, type ModelCost } from "./cost-of-model.ts";
import { evaluateNumber } from "./evaluate.ts";
import { compute } from "./numbers.ts";
import { quantities } from "./quantities.ts";
import { textAt } from "./run.ts";
import { sayUnknown } from "./say-problem.ts";
import { findName, type Scope, say, spanOf } from "./scope.ts";
import { inUnits } from "./units.ts";

export function checkAsserts({ gathered, model, draft, scope }: CheckedModel): void {
  const conditions = gathered.asserts.flatMap((statement: AssertStatement) => statement.conditions);
  if (conditions.length === 0) return;
  const cost = draft.broken ? undefined : costOfModel(model, scope.run.library);
  for (const condition of conditions) checkCondition(condition, cost, scope);
}

function checkCondition(expression: Expression, cost: ModelCost | undefined, scope: Scope): void {
  if (expression.kind === "Missing") return;
  const condition = comparisonIn(expression);
  if (condition === undefined) {
    const span = spanOf(scope, expression);
    const expected = `I expected a comparison of ${[...quantities.keys()].join(", ")} with a number.`;
    say(scope, messages.wrongArgument, span, {
      found: "This cannot be asserted.",
      expected,
      help: "Write `assert params <= 50_000`.",
    });
    return;
  }
  const [a, b] = [sideOf(condition.left, cost, scope), sideOf(condition.right, cost, scope)];
  if (a === undefined || b === undefined) return;
  const result = compute(condition.operator, a.value, b.value);
  if (!("boolean" in result) || result.boolean) return;
  sayBroken(condition, [a, b], scope);
}

interface Side {
  readonly value: number;
  readonly quantity?: string;
}

/** A side's number; undefined after a report, or where the model is broken. */
function sideOf(expression: Expression, cost: ModelCost | undefined, scope: Scope): Side | undefined {
  if (expression.kind === "Group") return sideOf(expression.value, cost, scope);
  if (expression.kind === "Number") {
    const { value, unit } = expression;
    return { value: unit === undefined ? value : inUnits(value, unit) };
  }
  if (expression.kind === "Binary" && comparisonIn(expression) === undefined)
    return calculated(expression, cost, scope);
  if (expression.kind === "Name" && findName(scope, expression.text)?.kind !== "constant")
    return quantityOf(expression.text, expression, cost, scope);
  const value = evaluateNumber(expression, scope);
  return value === undefined ? undefined : { value };
}

function calculated(expression: Binary, cost: ModelCost | undefined, scope: Scope): Side | undefined {
  const [a, b] = [sideOf(expression.left, cost, scope), sideOf(expression.right, cost, scope)];
  if (a === undefined || b === undefined) return undefined;
  const result = compute(expression.operator, a.value, b.value);
  if ("number" in result) return { value: result.number, quantity: a.quantity ?? b.quantity };
  if ("problem" in result)
    say(scope, messages.noNumber, spanOf(scope, expression), { found: result.problem });
  return undefined;
}

function quantityOf(
  name: string,
  place: Expression,
  cost: ModelCost | undefined,
  scope: Scope,
): Side | undefined {
  const span = spanOf(scope, place);
  const quantity = quantities.get(name);
  if (quantity === undefined) sayUnknown(scope, span, "quantity to assert", name, [...quantities.keys()]);
  if (quantity === undefined || cost === undefined) return undefined;
  const value = quantity(cost);
  if (typeof value === "number") return { value, quantity: name };
  const found = `\`${name}\` is ${value}, which is not a number before data comes.`;
  say(scope, messages.noNumber, span, {
    found,
    help: "Give the sizes of the inputs as numbers, or assert something else.",
  });
  return undefined;
}

function sayBroken(condition: Binary, sides: readonly Side[], scope: Scope): void {
  const side = sides.find(({ quantity }) => quantity !== undefined) ?? sides[0];
  const unit = side.quantity === "memory" || side.quantity === "download" ? " bytes" : "";
  const value = `${side.value.toLocaleString("en")}${unit}`;
  const text = textAt(scope.run, spanOf(scope, condition));
  say(scope, messages.budgetExceeded, spanOf(scope, condition), {
    quantity: `\`${side.quantity ?? "number"}\``,
    value,
    condition: text,
  });
}
