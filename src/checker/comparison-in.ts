/** The comparison that an expression is, inside of whatever parentheses; undefined where it is none. */
import type { Binary, BinaryOperator, Expression } from "../parser/tree.ts";

const comparisons: ReadonlySet<BinaryOperator> = new Set(["<=", "<", ">=", ">", "==", "!="]);

export function comparisonIn(expression: Expression): Binary | undefined {
  if (expression.kind === "Group") return comparisonIn(expression.value);
  return expression.kind === "Binary" && comparisons.has(expression.operator) ? expression : undefined;
}
