/** An input: of a model, a new value of its type; of a block, a value that arrives and whose dims get names. */
import { messages } from "../diagnostics/messages.ts";
import type { Expression, InputStatement, TypeExpression } from "../parser/tree.ts";
import { type Dim, sameDim, showDim, showShape } from "../tensor/index.ts";
import type { Flowing } from "./around.ts";
import { declare } from "./declare.ts";
import { addModelInput } from "./draft.ts";
import { evaluateDim } from "./evaluate-dim.ts";
import { dtypes, readType } from "./read-type.ts";
import { counted, sayUnknown } from "./say-problem.ts";
import { type FlowValue, findName, type Scope, say, spanOf } from "./scope.ts";

export function checkInput(statement: InputStatement, flowing: Flowing): void {
  const { scope, inputs } = flowing;
  const { name } = statement;
  const arrives = flowing.arriving !== undefined;
  const value = arrives ? flowing.arriving.shift() : createInput(statement, flowing);
  if (arrives && statement.type !== undefined) checkDims(statement.type, value, flowing);
  const span = spanOf(scope, name);
  const text = name.kind === "Name" ? name.text : "input";
  inputs.push({ name: text, values: [value], span });
  declare(scope, name, "input", { kind: "flow", span, values: [value] });
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
    return addModelInput(draft, text, read.type, read.meaning, spanOf(scope, name));
  draft.broken = true;
  return undefined;
}

/** The dims of a block's input: names that are new stand for what arrives, all else must agree with it. */
function checkDims(type: TypeExpression, value: FlowValue, flowing: Flowing): void {
  const { scope, draft } = flowing;
  const dims = type.dims?.items ?? [];
  const actual = value === undefined ? undefined : draft.values[value].type;
  if (type.name !== undefined && actual !== undefined) checkDtype(type, actual.dtype, flowing);
  const own = actual?.shape.slice(1);
  if (type.dims !== undefined && own !== undefined && own.length !== dims.length) {
    const found = `This input has ${counted(dims.length, "dim")}, and a value of the shape ${showShape(own)} arrives.`;
    sayArrives(scope, spanOf(scope, type), found, flowing);
    for (const dim of dims) bindDim(dim, undefined, flowing);
    return;
  }
  dims.forEach((dim, i) => {
    bindDim(dim, own?.[i], flowing);
  });
}

function bindDim(expression: Expression, actual: Dim | undefined, flowing: Flowing): void {
  const { scope } = flowing;
  if (expression.kind === "Name" && findName(scope, expression.text) === undefined) {
    declare(scope, expression, "dim", { kind: "dim", span: spanOf(scope, expression), dim: actual });
    scope.run.used.add(`${expression.start}:${scope.file}`);
    return;
  }
  const expected = evaluateDim(expression, scope);
  if (expected === undefined || actual === undefined || sameDim(expected, actual)) return;
  sayArrives(
    scope,
    spanOf(scope, expression),
    `This dim is ${showDim(expected)}, and a value with ${showDim(actual)} there arrives.`,
    flowing,
  );
}

function checkDtype(type: TypeExpression, dtype: string, flowing: Flowing): void {
  const name = type.name?.text ?? "";
  const expected = dtypes.get(name);
  const span = spanOf(flowing.scope, type.name ?? type);
  if (expected === undefined) sayUnknown(flowing.scope, span, "type", name, [...dtypes.keys()]);
  else if (expected !== dtype) {
    flowing.draft.broken = true;
    say(flowing.scope, messages.wrongDtype, span, {
      found: `This input is ${expected}, and a value of ${dtype} arrives.`,
    });
  }
}

function sayArrives(scope: Scope, span: Parameters<typeof say>[2], found: string, { draft }: Flowing): void {
  draft.broken = true;
  say(scope, messages.unequalValues, span, {
    found,
    help: "Change the value before the block, or the dims of the block's input.",
  });
}
