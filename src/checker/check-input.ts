/** An input: of a model, a new value of its type; of a block, a value that arrives and whose dims get names. */
import { messages } from "../diagnostics/messages.ts";
import type { Expression, InputStatement, Name, TypeExpression } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import { type Dim, sameDim, showDim, showShape } from "../tensor/index.ts";
import type { Flowing } from "./around.ts";
import { declare } from "./declare.ts";
import { addModelInput } from "./draft.ts";
import { evaluateDim } from "./evaluate-dim.ts";
import { knownType } from "./layer-memory.ts";
import { dtypes, readType } from "./read-type.ts";
import { counted, sayUnknown } from "./say-problem.ts";
import { type FlowValue, findName, say, spanOf } from "./scope.ts";

export function checkInput(statement: InputStatement, flowing: Flowing): void {
  const { scope, inputs } = flowing;
  const { name } = statement;
  const arrives = flowing.arriving !== undefined;
  const arrived = arrives ? flowing.arriving.shift() : createInput(statement, flowing);
  const fits = !arrives || statement.type === undefined || checkDims(statement.type, arrived, flowing);
  const value = fits ? arrived : undefined;
  const span = spanOf(scope, name);
  const text = name.kind === "Name" ? name.text : "input";
  flowing.draft.named.push({ span, value });
  const bound = declare(scope, name, "input", { kind: "flow", span, values: [value] });
  if (!bound) flowing.draft.broken = true;
  if (bound || arrives || name.kind === "Missing") inputs.push({ name: text, values: [value], span });
}

function createInput(statement: InputStatement, { scope, draft }: Flowing): FlowValue {
  const { name, type } = statement;
  const text = name.kind === "Name" ? name.text : "input";
  if (type === undefined) {
    const found = `The input \`${text}\` of a model needs a type.`;
    if (name.kind === "Name")
      say(scope, messages.missingDeclaration, spanOf(scope, name), {
        found,
        help: `Write its dims: \`input ${text}: [100]\`, or \`i32[time]\`, \`[28, 28, 1]\`.`,
      });
    draft.broken = true;
    return undefined;
  }
  const read = readType({ ...statement, type }, "input", scope);
  if (read !== undefined && name.kind === "Name")
    return addModelInput(
      draft,
      text,
      knownType(scope.run.layers, read.type),
      read.meaning,
      spanOf(scope, name),
    );
  draft.broken = true;
  return undefined;
}

/** The dims of a block's input: names that are new stand for what arrives, all else must agree with it. False after a report. */
function checkDims(type: TypeExpression, value: FlowValue, flowing: Flowing): boolean {
  const { scope, draft } = flowing;
  const dims = type.dims?.items ?? [];
  const actual = value === undefined ? undefined : draft.values[value].type;
  const right =
    type.name === undefined || actual === undefined || checkDtype(type.name, actual.dtype, flowing);
  const own = actual?.shape.slice(1);
  if (type.dims === undefined || own === undefined || own.length === dims.length)
    return dims.map((dim, i) => bindDim(dim, own?.[i], flowing)).every(Boolean) && right;
  for (const dim of dims) bindDim(dim, undefined, flowing);
  const found = `This input has ${counted(dims.length, "dim")}, and a value of the shape ${showShape(own)} arrives.`;
  return sayArrives(found, spanOf(scope, type), flowing);
}

function bindDim(expression: Expression, actual: Dim | undefined, flowing: Flowing): boolean {
  const { scope } = flowing;
  if (expression.kind === "Name" && findName(scope, expression.text) === undefined) {
    const span = spanOf(scope, expression);
    return declare(scope, expression, "dim", { kind: "dim", span, dim: actual });
  }
  const expected = evaluateDim(expression, scope);
  if (expected === undefined || actual === undefined || sameDim(expected, actual)) return true;
  const found = `This dim is ${showDim(expected)}, and a value with ${showDim(actual)} there arrives.`;
  return sayArrives(found, spanOf(scope, expression), flowing);
}

function checkDtype(name: Name, dtype: string, flowing: Flowing): boolean {
  const expected = dtypes.get(name.text);
  const span = spanOf(flowing.scope, name);
  if (expected === dtype) return true;
  flowing.draft.broken = true;
  if (expected === undefined) sayUnknown(flowing.scope, span, "type", name.text, [...dtypes.keys()]);
  else {
    const help = "Change the value before the block, or the type of the block's input.";
    say(flowing.scope, messages.wrongDtype, span, {
      found: `This input is ${expected}, and a value of ${dtype} arrives.`,
      help,
    });
  }
  return false;
}

function sayArrives(found: string, span: Span, { scope, draft }: Flowing): false {
  draft.broken = true;
  const help = "Change the value before the block, or the dims of the block's input.";
  say(scope, messages.unequalValues, span, { found, help });
  return false;
}
