/** A use of a library entry as its text in a `.nn` file, read by the real parser and against the entry's parameters. */

import type { EntryProblem } from "../../src/library/entry-problem.ts";
import { library } from "../../src/library/index.ts";
import { readCall } from "../../src/library/kinds/read-call.ts";
import type { Category } from "../../src/library/library.ts";
import { type ReadLayerCall, readLayerCall } from "../../src/library/read-layer-call.ts";
import type { PlainCall, Value, ValueContent } from "../../src/library/value.ts";
import { parse } from "../../src/parser/parse.ts";
import type { Expression, Setting } from "../../src/parser/tree.ts";

/** The call with its defaults; throws with the problems where there are any. */
export function callOf(category: Category, text: string): PlainCall {
  const result = tryCall(category, text);
  if ("plain" in result) return result.plain;
  throw new Error(`${text}: ${JSON.stringify(result.problems)}`);
}

/** The call, or what is wrong with it. */
export function tryCall(
  category: Category,
  text: string,
): { readonly plain: PlainCall } | { readonly problems: readonly EntryProblem[] } {
  return readCall(argumentOf(text), category, category, { library });
}

/** A step's call with its defaults; names in `tensors` are values of the flow, by their place in that list. */
export function layerCallOf(text: string, tensors: readonly string[] = []): PlainCall {
  const result = tryLayerCall(text, tensors);
  if ("plain" in result) return result.plain;
  throw new Error(`${text}: ${JSON.stringify(result.problems)}`);
}

/** A step's call, or what is wrong with it. */
export function tryLayerCall(text: string, tensors: readonly string[] = []): ReadLayerCall {
  const value = argumentOf(text);
  const call = value.kind === "name" ? { name: value.name, nameSpan: value.span, arguments: [] } : value;
  if (!("arguments" in call)) throw new Error(`${text} is no step`);
  const given = call.arguments.map((argument) => ({
    ...argument,
    value: withTensors(argument.value, tensors),
  }));
  return readLayerCall({ ...call, arguments: given, span: value.span }, { library });
}

function withTensors(value: Value, tensors: readonly string[]): Value {
  if (value.kind === "list")
    return { ...value, items: value.items.map((item) => withTensors(item, tensors)) };
  if (value.kind !== "name" || !tensors.includes(value.name)) return value;
  return { kind: "tensor", value: tensors.indexOf(value.name), name: value.name, span: value.span };
}

/** The text as an argument before its kind is known. */
function argumentOf(text: string): Value {
  const source = { file: "trial.nn", text: `model Trial { compile { optimizer ${text} } }` };
  const { tree, diagnostics } = parse(source);
  if (diagnostics.length > 0) throw new Error(`${text}: ${diagnostics.map(({ message }) => message).join()}`);
  const [model] = tree.statements;
  if (model.kind !== "Model" || model.body.statements[0].kind !== "Compile")
    throw new Error(`${text} is no setting`);
  const [setting] = model.body.statements[0].settings.items as readonly Setting[];
  return asValue(setting.entries[0].value);
}

function asValue(expression: Expression): Value {
  const { start, end } = expression;
  return { ...contentOf(expression), span: { file: "trial.nn", start, end } };
}

function contentOf(expression: Expression): ValueContent {
  switch (expression.kind) {
    case "Number":
      return { kind: "number", number: expression.value };
    case "Unary":
      return { kind: "number", number: -numberOf(expression.value) };
    case "String":
      return { kind: "string", text: expression.value };
    case "Boolean":
      return { kind: "boolean", boolean: expression.value };
    case "None":
      return { kind: "none" };
    case "Name":
      return { kind: "name", name: expression.text };
    case "List":
    case "Tuple":
      return { kind: "list", items: expression.items.map(asValue) };
    case "Call":
      return {
        kind: "call",
        name: expression.name.text,
        nameSpan: { file: "trial.nn", start: expression.name.start, end: expression.name.end },
        arguments: expression.arguments.items.map(({ name, value }) => ({
          ...(name && { name: name.text }),
          value: asValue(value),
        })),
      };
    default:
      throw new Error(`an argument of these tests is a ${expression.kind}`);
  }
}

function numberOf(expression: Expression): number {
  if (expression.kind === "Number") return expression.value;
  throw new Error("only numbers are negated in these tests");
}
