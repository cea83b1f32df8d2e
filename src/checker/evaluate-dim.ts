/** Evaluates a dim of a type: a number, or a size with names in it (`16 * h`, `floor(time / 2)`). */
import { messages } from "../diagnostics/messages.ts";
import type { Binary, Call, Expression, Name } from "../parser/tree.ts";
import {
  addDims,
  ceilDivide,
  type Dim,
  divideExactly,
  floorDivide,
  maxDim,
  minDim,
  multiplyDims,
  ShapeProblem,
  showDim,
  subtractDims,
  symbol,
} from "../tensor/index.ts";
import { noteDim } from "./code-index.ts";
import { checkName } from "./declare.ts";
import { evaluate, evaluateNumber } from "./evaluate.ts";
import { findName, markUsed, type Scope, say, spanOf } from "./scope.ts";

/** No tensor has more elements, so no dim is larger. */
const largestDim = 2 ** 31 - 1;

/** The dim, or undefined after a report. A name that is no constant stands for itself. */
export function evaluateDim(expression: Expression, scope: Scope): Dim | undefined {
  const dim = evaluateSize(expression, scope);
  if (dim === undefined || typeof dim !== "number") return dim;
  if (Number.isInteger(dim) && dim >= 1 && dim <= largestDim) return dim;
  const found = `The size ${dim} cannot be a dim.`;
  const expected = "A dim is a whole number from 1 to 2,147,483,647, or a name such as `time`.";
  const help =
    dim === 0 || dim === -1
      ? "For a size that may differ, write a name: `time`."
      : "Write a size of that kind.";
  say(scope, messages.wrongArgument, spanOf(scope, expression), { found, expected, help });
  return undefined;
}

function evaluateSize(expression: Expression, scope: Scope): Dim | undefined {
  try {
    if (expression.kind === "Group") return evaluateSize(expression.value, scope);
    if (expression.kind === "Name") return sizeOfName(expression, scope);
    if (expression.kind === "Binary") return sizeOfBinary(expression, scope);
    if (expression.kind === "Call") return sizeOfCall(expression, scope);
    if (expression.kind !== "None") return evaluateNumber(expression, scope);
    return sayNoSize(
      expression,
      scope,
      "`none` is no size.",
      "The batch is part of every shape already: leave it out. For another size that may differ, write a name: `time`.",
    );
  } catch (error) {
    if (!(error instanceof ShapeProblem)) throw error;
    return sayNoSize(expression, scope, error.details.found);
  }
}

function sizeOfName(name: Name, scope: Scope): Dim | undefined {
  const binding = findName(scope, name.text);
  if (binding?.kind === "dim") {
    markUsed(scope, binding.span, spanOf(scope, name));
    return binding.dim;
  }
  if (binding?.kind === "constant") {
    const value = evaluate(name, scope);
    if (value?.kind === "name") return symbol(value.name);
    return value === undefined ? undefined : evaluateNumber(name, scope);
  }
  if (name.text === "batch") {
    const why = "it is the number of examples in a batch, which is part of every shape already";
    say(scope, messages.forbiddenName, spanOf(scope, name), { name: "batch", why });
    return undefined;
  }
  if (!checkName(scope, name)) return undefined;
  noteDim(scope.run.index, scope, name.text, spanOf(scope, name));
  return symbol(name.text);
}

function sizeOfBinary(binary: Binary, scope: Scope): Dim | undefined {
  const [a, b] = [evaluateSize(binary.left, scope), evaluateSize(binary.right, scope)];
  if (a === undefined || b === undefined) return undefined;
  if (typeof a === "number" && typeof b === "number") return evaluateNumber(binary, scope);
  switch (binary.operator) {
    case "+":
      return addDims(a, b);
    case "-":
      return subtractDims(a, b);
    case "*":
      return multiplyDims(a, b);
    case "/": {
      const text = `${showDim(a)} / ${showDim(b)}`;
      return (
        divideExactly(a, b) ??
        sayNoSize(binary, scope, `${text} may leave a rest.`, `Write \`floor(${text})\`.`)
      );
    }
    default:
      return sayNoSize(binary, scope, `\`${binary.operator}\` cannot be used with named sizes.`);
  }
}

function sizeOfCall(call: Call, scope: Scope): Dim | undefined {
  const [first, ...rest] = call.arguments.items.map(({ value }) => value);
  const name = call.name.text;
  if (name === "floor" || name === "ceil") return sizeOfRounding(name, first, call, scope);
  if (name !== "min" && name !== "max") return evaluateNumber(call, scope);
  const sizes = [first, ...rest].map((value) =>
    value === undefined ? undefined : evaluateSize(value, scope),
  );
  const known = sizes.filter((size) => size !== undefined);
  return known.length < sizes.length ? undefined : known.reduce(name === "min" ? minDim : maxDim);
}

function sizeOfRounding(
  name: string,
  inner: Expression | undefined,
  call: Call,
  scope: Scope,
): Dim | undefined {
  if (inner?.kind !== "Binary" || inner.operator !== "/") return evaluateNumber(call, scope);
  const [a, b] = [evaluateSize(inner.left, scope), evaluateSize(inner.right, scope)];
  if (a === undefined || b === undefined) return undefined;
  if (typeof a === "number") return evaluateNumber(call, scope);
  if (typeof b === "number" && Number.isInteger(b) && b >= 1)
    return name === "floor" ? floorDivide(a, b) : ceilDivide(a, b);
  return sayNoSize(call, scope, `A named size can be divided by a whole number only, not by ${showDim(b)}.`);
}

function sayNoSize(place: Expression, scope: Scope, found: string, help?: string): undefined {
  say(scope, messages.noNumber, spanOf(scope, place), { found, help });
  return undefined;
}
