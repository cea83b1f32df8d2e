/** Reads one expectation of a `test`: a comparison of outputs with numbers or each other, or of an output's class with a name. */
import { messages } from "../diagnostics/messages.ts";
import type { Binary, Expression } from "../parser/tree.ts";
import { comparisonIn } from "./comparison-in.ts";
import type { Expectation } from "./model-test.ts";
import { readClassExpectation } from "./read-class-expectation.ts";
import { readTerm } from "./read-term.ts";
import type { TestContext } from "./read-tests.ts";
import { textAt } from "./run.ts";
import { say, spanOf } from "./scope.ts";

/** Undefined after a report, or where the parser has spoken. */
export function readExpectation(expression: Expression, context: TestContext): Expectation | undefined {
  if (expression.kind === "Missing") return undefined;
  const { scope, outputs } = context;
  const span = spanOf(scope, expression);
  const comparison = comparisonIn(expression);
  if (comparison !== undefined) {
    const read = readClassExpectation(comparison, context) ?? readComparison(comparison, context);
    return read === undefined ? undefined : { ...read, text: textAt(scope.run, span), span };
  }
  say(scope, messages.wrongArgument, span, {
    found: "This cannot be expected.",
    expected: "I expected a comparison.",
    help: `Write \`expect ${outputs[0]?.name ?? "y"} > 0.5\`.`,
  });
  return undefined;
}

function readComparison(comparison: Binary, context: TestContext) {
  const term = readTerm(comparison, context)?.term;
  if (term?.kind !== "operation") return undefined;
  const { operator, left, right } = term;
  return { kind: "comparison", operator, left, right } as const;
}
