/** Reads `given`: for each input one example, as a list in the input's shape or a flat one. */
import { messages } from "../diagnostics/messages.ts";
import type { Value } from "../library/value.ts";
import type { Expression, Setting } from "../parser/tree.ts";
import type { Span } from "../source.ts";
import { type Dim, showShape } from "../tensor/index.ts";
import { noteUse } from "./code-index.ts";
import { evaluate } from "./evaluate.ts";
import type { ModelInput } from "./model.ts";
import type { Given } from "./model-test.ts";
import type { TestContext } from "./read-tests.ts";
import { sayUnknown } from "./say-problem.ts";
import { type Scope, say, spanOf } from "./scope.ts";

export function readGiven(
  setting: Setting | undefined,
  test: Span,
  { draft, scope }: TestContext,
): { readonly [input: string]: Given } {
  const given = new Map<string, Given | undefined>();
  for (const { key, value } of setting?.entries ?? []) {
    const input = inputOf(key, value, draft.inputs, scope);
    if (input === undefined || key === undefined) continue;
    if (given.has(input.name))
      say(scope, messages.givenTwice, spanOf(scope, key), { what: "input", name: input.name });
    else given.set(input.name, readExample(value, input, scope));
  }
  const missing = draft.inputs.filter(({ name }) => !given.has(name));
  if (missing.length > 0 && !draft.broken) sayMissing(missing, test, scope);
  return Object.fromEntries(
    [...given].flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function inputOf(
  key: Setting["entries"][number]["key"],
  value: Expression,
  inputs: readonly ModelInput[],
  scope: Scope,
): ModelInput | undefined {
  if (key?.kind !== "Name") {
    say(scope, messages.wrongArgument, spanOf(scope, key ?? value), {
      found: "I do not know which input this is for.",
      help: `Name the input: \`given ${inputs[0]?.name ?? "x"}: [1, 2]\`.`,
    });
    return undefined;
  }
  const span = spanOf(scope, key);
  const input = inputs.find(({ name }) => name === key.text);
  if (input !== undefined) noteUse(scope.run.index, span, { kind: "declared", declared: input.span });
  else if (inputs.length > 0)
    sayUnknown(
      scope,
      span,
      "input",
      key.text,
      inputs.map(({ name }) => name),
    );
  return input;
}

function sayMissing(missing: readonly ModelInput[], test: Span, scope: Scope): void {
  const names = missing.map(({ name }) => `\`${name}\``).join(" and ");
  const [{ name, type }] = missing;
  say(scope, messages.missingDeclaration, test, {
    found: `This test gives no value for ${names}.`,
    help: `Give every input one example: \`given ${name}: …\`, of the shape ${showShape(type.shape.slice(1))}.`,
  });
}

function readExample(expression: Expression, input: ModelInput, scope: Scope): Given | undefined {
  const value = evaluate(expression, scope);
  if (value === undefined) return undefined;
  const given = plainOf(value, input, scope);
  if (given === undefined) return undefined;
  const shape = shapeOf(given);
  const dims = input.type.shape.slice(1);
  if (shape !== undefined && fits(shape, dims)) return given;
  const found =
    shape === undefined
      ? "The lists within this one have different lengths."
      : `This has the shape [${shape.join(", ")}].`;
  const expected = `\`${input.name}\` is ${showShape(dims)}.`;
  const related = [{ span: input.span, message: `\`${input.name}\` is declared here` }];
  const help = "Give one example in that shape, or its numbers in a row.";
  say(scope, messages.wrongArgument, spanOf(scope, expression), { found, expected, help }, { related });
  return undefined;
}

/** Numbers as they are; names and texts where the input has classes. */
function plainOf(value: Value, input: ModelInput, scope: Scope): Given | undefined {
  if (value.kind === "number") return value.number;
  if (value.kind === "boolean") return value.boolean ? 1 : 0;
  const isNamed = input.meaning.kind === "class" || input.meaning.kind === "binary";
  if (value.kind === "string" && isNamed) return value.text;
  if (value.kind === "name" && isNamed) return value.name;
  if (value.kind === "list") {
    const items = value.items.map((item) => plainOf(item, input, scope));
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  say(scope, messages.wrongArgument, value.span, {
    found: "I cannot give this to an input.",
    expected: isNamed ? "I expected the name or number of a class." : "I expected numbers.",
  });
  return undefined;
}

/** Undefined for ragged lists. */
function shapeOf(given: Given): readonly number[] | undefined {
  if (typeof given === "number" || typeof given === "string") return [];
  const [first = [], ...others] = given.map(shapeOf);
  const regular = others.every((other) => other?.join() === first.join());
  return given.length === 0 || regular ? [given.length, ...first] : undefined;
}

/** In the input's shape, or all of it in a row. A size that only data tells takes any number. */
function fits(shape: readonly number[], dims: readonly Dim[]): boolean {
  const same = (size: number, dim: Dim) => typeof dim !== "number" || dim === size;
  if (shape.length === dims.length && shape.every((size, i) => same(size, dims[i]))) return true;
  if (shape.length > 1) return false;
  const [count = 1] = shape;
  const least = dims.reduce<number>((product, dim) => product * (typeof dim === "number" ? dim : 1), 1);
  return dims.every((dim) => typeof dim === "number") ? count === least : count % least === 0;
}
