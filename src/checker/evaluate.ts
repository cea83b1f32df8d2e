/**
 * Evaluates a constant expression to a `Value`: names of constants give their values, names of the flow give tensors, all other
 * names stay names, whose meaning is the library's. Undefined after a report, or where something before it is unknown.
 */
import { messages } from "../diagnostics/messages.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { describeValue } from "../library/kinds/describe-value.ts";
import type { ArgumentValue, Value, ValueContent } from "../library/value.ts";
import type {
  Arguments,
  Binary,
  Call,
  Expression,
  List,
  Name,
  NumberLiteral,
  Tuple,
  Unary,
} from "../parser/tree.ts";
import { type Dim, showDim, symbolsOf } from "../tensor/index.ts";
import { compute, functions, takesOne } from "./numbers.ts";
import { findName, isMissing, markUsed, type Scope, say, spanOf, visibleNames } from "./scope.ts";
import { inUnits } from "./units.ts";

export function evaluate(expression: Expression, scope: Scope): Value | undefined {
  const span = spanOf(scope, expression);
  switch (expression.kind) {
    case "Missing":
      return undefined;
    case "Number":
      return evaluateLiteral(expression, scope);
    case "String":
      return { kind: "string", text: expression.value, span };
    case "Boolean":
      return { kind: "boolean", boolean: expression.value, span };
    case "None":
      return { kind: "none", span };
    case "Name":
      return evaluateName(expression, scope);
    case "Group":
      return evaluate(expression.value, scope);
    case "List":
    case "Tuple":
      return evaluateItems(expression, scope);
    case "Unary":
      return evaluateNegation(expression, scope);
    case "Binary":
      return evaluateBinary(expression, scope);
    case "Call":
      return evaluateCall(expression, scope);
  }
}

/** Lists of lists of constants double with each line; beyond this they are a mistake or an attack. */
const longestList = 100_000;

/** An argument of a call, `undefined` where it is broken: its place among the others still counts. */
export type GivenArgument = Omit<ArgumentValue, "value"> & { readonly value: Value | undefined };

export function evaluateArguments({ items }: Arguments, scope: Scope): readonly GivenArgument[] {
  return items.map(({ name, value }) =>
    name === undefined
      ? { value: evaluate(value, scope) }
      : { name: name.text, nameSpan: spanOf(scope, name), value: evaluate(value, scope) },
  );
}

/** The number that an expression is, where only a number will do. */
export function evaluateNumber(expression: Expression, scope: Scope): number | undefined {
  return numberOf(evaluate(expression, scope), expression, scope);
}

function numberOf(value: Value | undefined, expression: Expression, scope: Scope): number | undefined {
  if (value === undefined) return undefined;
  if (value.kind === "number") return value.number;
  const binding = expression.kind === "Name" ? findName(scope, expression.text) : undefined;
  if (expression.kind === "Name" && binding?.kind === "dim" && binding.dim !== undefined)
    sayNamedSize(expression, binding.dim, scope);
  else if (value.kind === "name") sayNoConstant(value.name, expression, scope);
  else if (value.kind === "tensor") sayNoArithmetic(expression, scope);
  else
    say(scope, messages.noNumber, spanOf(scope, expression), {
      found: `I cannot calculate with ${describeValue(value)}.`,
      expected: "I expected a number.",
    });
  return undefined;
}

function evaluateLiteral(literal: NumberLiteral, scope: Scope): Value | undefined {
  const span = spanOf(scope, literal);
  if (literal.unit === undefined) return { kind: "number", number: literal.value, span };
  const number = inUnits(literal.value, literal.unit);
  const text = String(number);
  say(
    scope,
    messages.wrongArgument,
    span,
    { found: `The unit of ${literal.raw} has a meaning only in \`assert\`.`, help: `Write ${text}.` },
    { fix: { title: "Write the number out", safe: true, edits: [{ span, text }] } },
  );
  return { kind: "number", number, span };
}

function evaluateName(name: Name, scope: Scope): Value | undefined {
  const span = spanOf(scope, name);
  const binding = findName(scope, name.text);
  if (binding === undefined) return { kind: "name", name: name.text, span };
  markUsed(scope, binding.span, span);
  if (binding.kind === "constant") {
    const value = binding.value();
    return value === undefined ? undefined : { ...value, span };
  }
  if (binding.kind === "flow") {
    const [value, ...others] = binding.values;
    return value === undefined || others.length > 0
      ? undefined
      : { kind: "tensor", value, name: name.text, span };
  }
  if (binding.dim === undefined) return undefined;
  if (typeof binding.dim === "number") return { kind: "number", number: binding.dim, span };
  const [symbol, ...more] = symbolsOf(binding.dim);
  if (more.length === 0 && showDim(binding.dim) === symbol) return { kind: "name", name: symbol, span };
  sayNamedSize(name, binding.dim, scope);
  return undefined;
}

function evaluateItems(list: List | Tuple, scope: Scope): Value | undefined {
  const span = spanOf(scope, list);
  const items = list.items.map((item) => evaluate(item, scope)).filter((item) => item !== undefined);
  if (items.length < list.items.length) return undefined;
  const { listSizes } = scope.run;
  const size = items.reduce(
    (sum, item) => sum + (item.kind === "list" ? (listSizes.get(item.items) ?? 1) : 1),
    0,
  );
  listSizes.set(items, size);
  if (size <= longestList) return { kind: "list", items, span };
  say(scope, messages.tooMuch, span, {
    what: `a list of ${size.toLocaleString("en")} items`,
    limit: longestList,
  });
  return undefined;
}

function evaluateNegation({ value, ...place }: Unary, scope: Scope): Value | undefined {
  const number = evaluateNumber(value, scope);
  return number === undefined
    ? undefined
    : { kind: "number", number: 0 - number, span: spanOf(scope, place) };
}

function evaluateBinary(binary: Binary, scope: Scope): Value | undefined {
  const [left, right] = [evaluate(binary.left, scope), evaluate(binary.right, scope)];
  if (left?.kind === "tensor" || right?.kind === "tensor") {
    sayNoArithmetic(binary, scope);
    return undefined;
  }
  const a = numberOf(left, binary.left, scope);
  const b = numberOf(right, binary.right, scope);
  if (a === undefined || b === undefined) return undefined;
  return outcome(compute(binary.operator, a, b), binary, scope);
}

function outcome(result: ReturnType<typeof compute>, place: Expression, scope: Scope): Value | undefined {
  const span = spanOf(scope, place);
  if ("problem" in result) {
    say(scope, messages.noNumber, span, { found: result.problem });
    return undefined;
  }
  const content: ValueContent =
    "number" in result
      ? { kind: "number", number: result.number }
      : { kind: "boolean", boolean: result.boolean };
  return { ...content, span };
}

function evaluateCall(call: Call, scope: Scope): Value | undefined {
  const span = spanOf(scope, call);
  const apply = functions.get(call.name.text);
  if (apply !== undefined) return evaluateFunction(apply, call, scope);
  const given = evaluateArguments(call.arguments, scope);
  const values = given.flatMap(({ value, ...rest }) => (value === undefined ? [] : [{ ...rest, value }]));
  if (values.length < given.length) return undefined;
  return { kind: "call", name: call.name.text, nameSpan: spanOf(scope, call.name), arguments: values, span };
}

function evaluateFunction(
  apply: (...numbers: number[]) => number,
  call: Call,
  scope: Scope,
): Value | undefined {
  const numbers = call.arguments.items.map(({ value }) => evaluateNumber(value, scope));
  const single = takesOne(call.name.text);
  const named = call.arguments.items.find(({ name }) => name !== undefined);
  const span = spanOf(scope, call);
  if (named !== undefined || numbers.length === 0 || (single && numbers.length !== 1)) {
    const expected = single ? "It takes one number." : "It takes numbers, without names.";
    say(scope, messages.wrongArgument, span, {
      found: `\`${call.name.text}\` cannot take these arguments.`,
      expected,
    });
    return undefined;
  }
  const known = numbers.filter((number) => number !== undefined);
  if (known.length < numbers.length) return undefined;
  return { kind: "number", number: apply(...known), span };
}

function sayNamedSize(name: Name, dim: Dim, scope: Scope): void {
  const size = showDim(dim) === name.text ? "a named size" : showDim(dim);
  const found = `\`${name.text}\` is ${size}, which is not a number before data comes.`;
  say(scope, messages.noNumber, spanOf(scope, name), {
    found,
    help: "Give that size of the input a number.",
  });
}

function sayNoConstant(name: string, place: Expression, scope: Scope): void {
  if (isMissing(scope, name)) return;
  const span = spanOf(scope, place);
  const suggestion = suggest(name, visibleNames(scope, "names"));
  const edits = suggestion === undefined ? [] : [{ span, text: suggestion }];
  const fix = suggestion === undefined ? undefined : { title: `Write ${suggestion}`, safe: false, edits };
  say(scope, messages.unknownName, span, { what: "constant", name, suggestion }, { fix });
}

function sayNoArithmetic(place: Expression, scope: Scope): void {
  say(scope, messages.notSupported, spanOf(scope, place), {
    what: "Arithmetic between values of the flow is",
    help: "Use the layers for it: `(a, b) -> add`, `(a, b) -> multiply`.",
  });
}
